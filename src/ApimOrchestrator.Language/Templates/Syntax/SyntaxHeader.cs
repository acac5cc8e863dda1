namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>The first line of a template file that changes how the rest is read: <c>#jinja2: trim_blocks: False, lstrip_blocks: True</c>.</summary>
internal static class SyntaxHeader
{
    public static (TemplateSyntax Syntax, int Start) Read(Source source, int start, TemplateSyntax syntax)
    {
        var end = source.Text.IndexOf('\n');
        end = end < 0 ? source.Text.Length : end;
        var at = start;
        foreach (var pair in source.Text[start..end].Split(','))
        {
            var colon = pair.IndexOf(':');
            if (colon < 0)
            {
                throw source.Error(at, $"expected 'name: value', found '{pair.Trim()}'");
            }

            syntax = With(source, at, syntax, pair[..colon].Trim(), pair[(colon + 1)..].Trim());
            at += pair.Length + 1;
        }

        return (syntax, Math.Min(end + 1, source.Text.Length));
    }

    private static TemplateSyntax With(Source source, int at, TemplateSyntax syntax, string name, string value) => name switch
    {
        "trim_blocks" => syntax with { TrimBlocks = Flag(source, at, value) },
        "lstrip_blocks" => syntax with { LstripBlocks = Flag(source, at, value) },
        "variable_start_string" => syntax with { VariableStart = Text(source, at, value) },
        "variable_end_string" => syntax with { VariableEnd = Text(source, at, value) },
        "block_start_string" => syntax with { BlockStart = Text(source, at, value) },
        "block_end_string" => syntax with { BlockEnd = Text(source, at, value) },
        "comment_start_string" => syntax with { CommentStart = Text(source, at, value) },
        "comment_end_string" => syntax with { CommentEnd = Text(source, at, value) },
        _ => throw source.Error(at, $"'{name}' cannot be set here", "trim_blocks and lstrip_blocks can, and the variable_, block_ and comment_ strings"),
    };

    private static bool Flag(Source source, int at, string value) => value switch
    {
        "True" => true,
        "False" => false,
        _ => throw source.Error(at, $"expected True or False, found '{value}'"),
    };

    private static string Text(Source source, int at, string value) =>
        value.Length > 2 && value[0] is '\'' or '"' && value[^1] == value[0]
            ? value[1..^1]
            : throw source.Error(at, $"expected a text in quotes, found '{value}'");
}
