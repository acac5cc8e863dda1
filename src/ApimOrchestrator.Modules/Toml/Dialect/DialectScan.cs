namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>How far the server's lexer reads blanks, comments, line ends, bare keys and escapes. Each answer is a length; 0 is no match.</summary>
internal static class DialectScan
{
    /// <summary>LF or CRLF; a lone CR is no line end.</summary>
    public static int NewLine(string text, int at) =>
        at < text.Length && text[at] == '\n' ? 1 : at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 0;

    /// <summary>Blanks and tabs, or a comment up to its LF.</summary>
    public static int BlanksOrComment(string text, int at)
    {
        var end = at;
        if (text[at] == '#')
        {
            end = text.IndexOf('\n', at);
            return (end < 0 ? text.Length : end) - at;
        }

        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return end - at;
    }

    /// <summary>ASCII letters, digits, dashes and underscores.</summary>
    public static int BareKey(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>A backslash and what belongs to it: four or eight hexadecimal digits after u or U where they are there, else one letter.</summary>
    public static int Escape(string text, int at)
    {
        var digits = text[at + 1] switch { 'u' => 4, 'U' => 8, _ => 0 };
        for (var index = 0; index < digits; index++)
        {
            if (at + 2 + index >= text.Length || !char.IsAsciiHexDigit(text[at + 2 + index]))
            {
                return 2;
            }
        }

        return 2 + digits;
    }

    /// <summary>A backslash at the end of a line of a multi-line string.</summary>
    public static int LineContinuation(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return NewLine(text, end) is > 0 and var newLine ? end + newLine - at : 0;
    }
}
