using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>Reads quoted texts as the server does: its escapes are those of TOML 1.0, but it takes lone surrogates.</summary>
internal static class DialectStrings
{
    /// <summary>A text in (one or three) double quotes; null where an escape in it is refused.</summary>
    public static string? Basic(DialectTokens tokens, DialectTokenType quotes, Action<TomlDialectProblem> report)
    {
        tokens.Advance();
        var text = new StringBuilder();
        var sound = true;
        while (tokens.Current.Type != quotes)
        {
            var token = tokens.Current;
            switch (token.Type)
            {
                case DialectTokenType.StringChar:
                case DialectTokenType.NewLine when quotes == DialectTokenType.TripleQuotationMark:
                    text.Append(token.Text);
                    break;
                case DialectTokenType.EscapeSequence when Unescape(token.Text) is { } letters:
                    text.Append(letters);
                    break;
                case DialectTokenType.EscapeSequence:
                    sound = false;
                    report(new TomlDialectProblem(TomlVerdict.Rejected, token.Line, token.Column, $"the server does not know the escape {token.Text}",
                        "double the backslash, or put the text in single quotes"));
                    break;
                default:
                    throw tokens.Unexpected(quotes == DialectTokenType.QuotationMark ? "a character of the text or \"" : "a character of the text or \"\"\"");
            }

            tokens.Advance();
        }

        tokens.Advance();
        return sound ? text.ToString() : null;
    }

    /// <summary>A text in (one or three) single quotes.</summary>
    public static string Literal(DialectTokens tokens, DialectTokenType quotes)
    {
        tokens.Advance();
        var text = new StringBuilder();
        while (tokens.Current.Type == DialectTokenType.StringChar || (tokens.Current.Type == DialectTokenType.NewLine && quotes == DialectTokenType.TripleApostrophe))
        {
            text.Append(tokens.Advance().Text);
        }

        tokens.Take(quotes, quotes == DialectTokenType.Apostrophe ? "a character of the text or '" : "a character of the text or '''");
        return text.ToString();
    }

    private static string? Unescape(string escape) => escape[1] switch
    {
        '"' => "\"",
        '\\' => "\\",
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'u' when escape.Length == 6 => ((char)int.Parse(escape.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        'U' when escape.Length == 10 && uint.Parse(escape.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is <= 0x10FFFF and var code =>
            code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32((int)code),
        _ => null,
    };
}
