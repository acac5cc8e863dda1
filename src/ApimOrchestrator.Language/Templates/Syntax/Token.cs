namespace ApimOrchestrator.Language.Templates.Syntax;

internal enum TokenKind
{
    /// <summary>Text between the tags; its value is the text after white space control.</summary>
    Data,
    OutputStart,
    OutputEnd,
    StatementStart,
    StatementEnd,
    Name,

    /// <summary>A string literal; its value is the text it stands for.</summary>
    String,

    /// <summary>A number; its value is a long or a double.</summary>
    Number,
    Operator,
    End,
}

internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End, object? Value = null)
{
    public bool Is(string word) => Kind is TokenKind.Name or TokenKind.Operator && Text == word;

    /// <summary>How an error names the token.</summary>
    public string Described => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.OutputEnd or TokenKind.StatementEnd => $"the end of the tag ('{Text}')",
        TokenKind.String => "a string",
        TokenKind.Data => "text",
        _ => $"'{Text}'",
    };
}
