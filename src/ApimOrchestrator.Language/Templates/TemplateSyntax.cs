namespace ApimOrchestrator.Language.Templates;

/// <summary>The marks of a template and what happens to the white space around them: what a <c>#jinja2:</c> header or the template module's arguments may change.</summary>
public sealed record TemplateSyntax
{
    /// <summary>What Ansible uses: <c>{{ }}</c>, <c>{% %}</c>, <c>{# #}</c>, a newline after a statement is dropped, white space before one is kept.</summary>
    public static readonly TemplateSyntax Ansible = new();

    /// <summary>What opens an expression.</summary>
    public string VariableStart { get; init; } = "{{";

    /// <summary>What closes an expression.</summary>
    public string VariableEnd { get; init; } = "}}";

    /// <summary>What opens a statement.</summary>
    public string BlockStart { get; init; } = "{%";

    /// <summary>What closes a statement.</summary>
    public string BlockEnd { get; init; } = "%}";

    /// <summary>What opens a comment.</summary>
    public string CommentStart { get; init; } = "{#";

    /// <summary>What closes a comment.</summary>
    public string CommentEnd { get; init; } = "#}";

    /// <summary>Whether the newline right after a statement or comment is dropped.</summary>
    public bool TrimBlocks { get; init; } = true;

    /// <summary>Whether white space between the start of a line and a statement or comment is dropped.</summary>
    public bool LstripBlocks { get; init; }
}
