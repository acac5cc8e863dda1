using FsCheck;
using FsCheck.Fluent;

namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>Random templates: statements in one another, with every mark of white space control.</summary>
internal static class TemplateGenerator
{
    private static readonly string[] Data = ["a", " ", "\n", "  \n", "\t", "x y", "\n\n", "é", "}", "%", "#", "'", "\\n", "b\n  "];
    private static readonly string[] Values = ["name", "port", "nothing", "i", "x", "nope | default('d')", "loop.index | default(0)", "words | join(',')", "'q\\n'", "\"w\"", "1.0", "[1, 'a']", "m(1)", "x ~ i", "nested.multi", "true", "'' if port else 2", "'a' if not port"];
    private static readonly string[] Conditions = ["port", "not flag", "i is defined", "x == 1", "empty", "name in ['node1']"];
    private static readonly string[] Lists = ["numbers", "words", "empty", "[1]", "range(2)", "'ab'", "map", "people | map(attribute='name')"];

    private static Gen<string> Opening => Gen.Elements("{%", "{%", "{%", "{%-", "{%+");

    private static Gen<string> Closing => Gen.Elements("%}", "%}", "%}", "-%}", "+%}");

    /// <summary>A template of at most this many levels.</summary>
    /// <param name="depth">The levels.</param>
    public static Gen<string> Template(int depth) => Gen.Choose(0, 4).SelectMany(count => Piece(depth).ArrayOf(count)).Select(string.Concat).Select(text => "{% set i = 0 %}{% set x = 1 %}{% macro m(a) %}<{{ a }}>{% endmacro %}" + text);

    private static Gen<string> Piece(int depth) => depth == 0
        ? Gen.OneOf(Gen.Elements(Data), Output())
        : Gen.Frequency(
            (4, Gen.Elements(Data)),
            (4, Output()),
            (2, Block(depth, Gen.Elements(Conditions).Select(c => $"if {c}"), "endif")),
            (1, IfElse(depth)),
            (3, Block(depth, Gen.Elements(Lists).Select(l => $"for i in {l}"), "endfor")),
            (1, Block(depth, Gen.Constant("set x"), "endset")),
            (1, Block(depth, Gen.Constant("filter upper"), "endfilter")),
            (1, Block(depth, Gen.Constant("with x = port"), "endwith")),
            (1, Block(0, Gen.Constant("raw"), "endraw")),
            (1, Gen.Elements(Values).SelectMany(value => Tag($"set x = {value}"))),
            (1, Gen.Elements("{# c #}", "{#- c -#}", "{# c -#}", "{#- c\n #}", "{#+ c +#}")));

    private static Gen<string> Output() => Gen.Elements(Values).Zip(Gen.Elements("{{ ", "{{- ", "{{+ "), (value, open) => open + value).Zip(Gen.Elements(" }}", " -}}", " +}}"), (text, close) => text + close);

    private static Gen<string> Tag(string words) => Opening.Zip(Closing, (open, close) => $"{open} {words} {close}");

    private static Gen<string> Block(int depth, Gen<string> words, string end) =>
        from opening in words.SelectMany(Tag)
        from body in Body(depth)
        from closing in Tag(end)
        select opening + body + closing;

    private static Gen<string> IfElse(int depth) =>
        from opening in Gen.Elements(Conditions).SelectMany(c => Tag($"if {c}"))
        from body in Body(depth)
        from middle in Tag("else")
        from other in Body(depth)
        from closing in Tag("endif")
        select opening + body + middle + other + closing;

    private static Gen<string> Body(int depth) => Gen.Choose(0, 3).SelectMany(count => Piece(depth - 1 < 0 ? 0 : depth - 1).ArrayOf(count)).Select(string.Concat);
}
