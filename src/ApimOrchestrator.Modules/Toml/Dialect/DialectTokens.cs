namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>The tokens of a file with one token of sight, and the errors that name what was found instead of what was expected.</summary>
/// <param name="lexer">Where the tokens come from.</param>
internal sealed class DialectTokens(DialectLexer lexer)
{
    /// <summary>The token that is next to be taken.</summary>
    public DialectToken Current { get; private set; } = lexer.Next();

    /// <summary>Takes the current token.</summary>
    public DialectToken Advance()
    {
        var taken = Current;
        Current = lexer.Next();
        return taken;
    }

    /// <summary>Takes the current token, which must be of a type.</summary>
    public DialectToken Take(DialectTokenType type, string expected) => Current.Type == type ? Advance() : throw Unexpected(expected);

    /// <summary>Takes all line ends that come now.</summary>
    public void SkipNewLines()
    {
        while (Current.Type == DialectTokenType.NewLine)
        {
            Advance();
        }
    }

    /// <summary>The error for a token that cannot stand here.</summary>
    public DialectSyntaxException Unexpected(string expected) => Refused($"the server's TOML parser does not take {Name()} here; it expects {expected}", Help());

    /// <summary>An error at the current token.</summary>
    public DialectSyntaxException Refused(string message, string? help) => new(new TomlDialectProblem(TomlVerdict.Rejected, Current.Line, Current.Column, message, help));

    private string Name() => Current.Type switch
    {
        DialectTokenType.End => "the end of the file",
        DialectTokenType.NewLine => "the end of the line",
        _ => Current.Text switch
        {
            "\t" => "a tab",
            "\uFEFF" => "a byte order mark",
            "\u00A0" => "a no-break space",
            var text when char.IsControl(text[0]) => $"the control character U+{(int)text[0]:X4}",
            var text => $"'{text}'",
        },
    };

    private string? Help() => Current.Text switch
    {
        "\t" => "write \\t, or put the text in single quotes",
        "\uFEFF" => "save the file as UTF-8 without a byte order mark",
        "\u00A0" => "write an ordinary space",
        _ => null,
    };
}
