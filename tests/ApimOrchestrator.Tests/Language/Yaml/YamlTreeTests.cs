using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Yaml;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Yaml;

public sealed class YamlTreeTests
{
    [Fact]
    public void Every_node_knows_its_place()
    {
        var root = Mapping("a: 1\nb:\n  - x\n  - {c: 'q'}\n");
        root.Find("b")!.KeyPlace.ShouldBe(new Place("t.yml", 2, 1));
        var list = root.Find("b")!.Value.ShouldBeOfType<YamlSequence>();
        list.Place.ShouldBe(new Place("t.yml", 3, 3));
        var inner = list.Items[1].ShouldBeOfType<YamlMapping>().Find("c")!;
        inner.KeyPlace.ShouldBe(new Place("t.yml", 4, 6));
        ((YamlScalar)inner.Value).TextPlace.ShouldBe(new Place("t.yml", 4, 10));
    }

    [Fact]
    public void The_text_of_a_block_begins_on_the_line_below_its_sign()
    {
        var scalar = (YamlScalar)Mapping("a: |\n\n    deep {{ x }}\n").Find("a")!.Value;
        scalar.Text.ShouldBe("\ndeep {{ x }}\n");
        scalar.TextPlace.ShouldBe(new Place("t.yml", 3, 5));
    }

    [Fact]
    public void Quoted_scalars_are_texts_and_plain_ones_are_not()
    {
        var root = Mapping("a: '0644'\nb: 0644\nc: \"yes\"\nd: yes\n");
        Values(root).ShouldBe(["0644", 420L, "yes", true]);
    }

    [Fact]
    public void Merge_keys_bring_in_what_is_not_given_and_the_first_of_a_list_wins()
    {
        var root = Mapping("x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  <<: [*x, *y]\n  a: 9\n");
        var merged = (YamlMapping)root.Find("z")!.Value;
        merged.Entries.ToDictionary(entry => entry.Key, entry => ((YamlScalar)entry.Value).Value).ShouldBe(new Dictionary<string, object?> { ["b"] = 2L, ["c"] = 4L, ["a"] = 9L }, ignoreOrder: true);
    }

    [Fact]
    public void Ansible_tags_are_kept_and_yaml_tags_give_types()
    {
        var root = Mapping("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  00\nb: !unsafe '{{ x }}'\nc: !!str 12\nd: !!int '12'\n");
        ((YamlScalar)root.Find("a")!.Value).Tag.ShouldBe(YamlScalar.VaultTag);
        ((YamlScalar)root.Find("b")!.Value).Tag.ShouldBe(YamlScalar.UnsafeTag);
        Values(root).Skip(2).ShouldBe(["12", 12L]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("\uFEFF# a byte order mark\n")]
    public void An_empty_document_is_nothing(string text) => ((YamlScalar)YamlTree.Parse(new SourceText("t.yml", text))).IsNull.ShouldBeTrue();

    [Fact]
    public void Several_problems_are_told_at_once()
    {
        var problems = new Problems();
        YamlTree.Read(new SourceText("t.yml", "a: 1\na: 2\nb: {{ x }}\nc: *nope\nd: !odd 1\n"), problems);
        problems.All.Select(problem => problem.Place.Line).ShouldBe([2, 3, 4, 5]);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_text_is_explained(string text, string expected) =>
        Should.Throw<DiagnosticException>(() => YamlTree.Parse(new SourceText("t.yml", text))).Message.ShouldBe(expected.ReplaceLineEndings("\n"));

    public static TheoryData<string, string> Wrong() => new()
    {
        { "a: 1\nb: 2\na: 3\n", """
            error: the key 'a' is already given at line 1, column 1
              --> t.yml:3:1
            3 | a: 3
              | ^
              = help: remove one of the two
            """ },
        { "a: [1, 2\nb: 3\n", """
            error: this '[' has no ']' that closes it (looked for it up to line 2, column 1)
              --> t.yml:1:4
            1 | a: [1, 2
              |    ^
              = help: close it, put a comma between the items, and quote texts that hold brackets, commas or ': '
            """ },
        { "a: [1, 2\n", """
            error: this '[' has no ']' that closes it (looked for it up to line 2, column 1)
              --> t.yml:1:4
            1 | a: [1, 2
              |    ^
              = help: close it, put a comma between the items, and quote texts that hold brackets, commas or ': '
            """ },
        { "a: {{ x }}\n", """
            error: a value that starts with '{{' must be quoted
              --> t.yml:1:4
            1 | a: {{ x }}
              |    ^
              = help: write "{{ ... }}" with quotes around the whole value
            """ },
        { "- {{ x }}/bin\n", """
            error: a value that starts with '{{' must be quoted
              --> t.yml:1:3
            1 | - {{ x }}/bin
              |   ^
              = help: write "{{ ... }}" with quotes around the whole value
            """ },
        { "a:\n\t- b\n", """
            error: a tab cannot indent a line in YAML
              --> t.yml:2:1
            2 |  - b
              | ^
              = help: use spaces
            """ },
        { "a: *nope\nb: &hope 1\n", """
            error: no anchor '&nope' stands above this alias
              --> t.yml:1:4
            1 | a: *nope
              |    ^
              = help: mark the value it stands for with '&nope' above
            """ },
        { "a: &a [*a]\n", """
            error: the alias '*a' stands inside its own anchor
              --> t.yml:1:8
            1 | a: &a [*a]
              |        ^
            """ },
        { "a: \"x\" and y\n", """
            error: text after the closing quote
              --> t.yml:1:8
            1 | a: "x" and y
              |        ^
              = help: a value that starts with a quote must end with it: quote the whole value with the other kind of quotes
            """ },
        { "a: b: c\n", """
            error: a ': ' where no key can stand
              --> t.yml:1:5
            1 | a: b: c
              |     ^
              = help: quote a text that holds ': ', or check the indentation of this line and the one above
            """ },
        { "a: 1\n b: 2\n", """
            error: a ': ' where no key can stand
              --> t.yml:2:3
            2 |  b: 2
              |   ^
              = help: quote a text that holds ': ', or check the indentation of this line and the one above
            """ },
        { "a: \"open\nb: 1\n", """
            error: this quote is not closed
              --> t.yml:1:4
            1 | a: "open
              |    ^
              = help: close it; where the text goes on, its next lines must be indented deeper than the key
            """ },
        { "a: @x\n", """
            error: a value cannot start with this character
              --> t.yml:1:4
            1 | a: @x
              |    ^
              = help: quote the value
            """ },
        { "- a\nb: 1\n", """
            error: this line does not fit the lines above
              --> t.yml:2:1
            2 | b: 1
              | ^
              = help: check its indentation: keys of one mapping, and the '-' of one list, stand in the same column
            """ },
        { "a: 1\n---\nb: 1\n", """
            error: a second document begins here
              --> t.yml:2:1
            2 | ---
              | ^
              = help: only one document per file: split it, or remove the '---'
            """ },
        { "a: !!set {x}\n", """
            error: the tag '!!set' is not supported here
              --> t.yml:1:4
            1 | a: !!set {x}
              |    ^
            """ },
    };

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Deep_nesting_is_refused(string open) =>
        Should.Throw<DiagnosticException>(() => YamlTree.Parse(new SourceText("t.yml", string.Concat(Enumerable.Repeat(open, 5000))))).Message.ShouldContain("nested deeper than 64 levels");

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Should.Throw<DiagnosticException>(() => YamlTree.Parse(new SourceText("t.yml", bomb))).Message.ShouldContain("beyond bounds");
    }

    [Fact]
    public void Whatever_is_written_gives_a_tree_or_diagnostics()
    {
        var pieces = Gen.Elements("a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "&x", "*x", "<<", "!", "!!int", "|", ">", "'", "\"", "\t", "#", "%", "@", "\\", "---", "...", "?", "\u0000", "\u0085", "é", "😀", "\ud800", "0x", "~", "  ", "\r\n");
        Prop.ForAll(Gen.ListOf(pieces).ToArbitrary(), list =>
        {
            var problems = new Problems();
            var node = YamlTree.Read(new SourceText("t.yml", string.Concat(list)), problems);
            (node is not null || problems.HasErrors).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static YamlMapping Mapping(string text) => YamlTree.Parse(new SourceText("t.yml", text)).ShouldBeOfType<YamlMapping>();

    private static IEnumerable<object?> Values(YamlMapping mapping) => mapping.Entries.Select(entry => ((YamlScalar)entry.Value).Value);
}
