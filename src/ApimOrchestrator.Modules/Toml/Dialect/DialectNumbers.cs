namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>How far the server's lexer reads a number, a word or a date's first digits. Each answer is a length; 0 is no match.</summary>
internal static class DialectNumbers
{
    /// <summary>The longest of all value tokens made of letters and digits at an offset; the first in the lexer's own order wins where two are equally long.</summary>
    public static (DialectTokenType Type, int Length) Longest(string text, int at)
    {
        var best = (Type: DialectTokenType.Error, Length: 0);
        foreach (var (type, length) in Candidates(text, at))
        {
            if (length > best.Length)
            {
                best = (type, length);
            }
        }

        return best;
    }

    private static IEnumerable<(DialectTokenType Type, int Length)> Candidates(string text, int at)
    {
        yield return (DialectTokenType.DecimalInteger, IntegerNotBeforeDate(text, at));
        yield return (DialectTokenType.HexInteger, Prefixed(text, at, 'x', char.IsAsciiHexDigit));
        yield return (DialectTokenType.OctalInteger, Prefixed(text, at, 'o', letter => letter is >= '0' and <= '7'));
        yield return (DialectTokenType.BinaryInteger, Prefixed(text, at, 'b', letter => letter is '0' or '1'));
        yield return (DialectTokenType.Float, FloatingPoint(text, at));
        yield return (DialectTokenType.InfinityOrNaN, SignedWord(text, at, "inf"));
        yield return (DialectTokenType.InfinityOrNaN, SignedWord(text, at, "nan"));
        yield return (DialectTokenType.True, Word(text, at, "true"));
        yield return (DialectTokenType.False, Word(text, at, "false"));
        yield return (DialectTokenType.DateDigits, DateStart(text, at));
    }

    private static int Word(string text, int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0 ? word.Length : 0;

    private static int SignedWord(string text, int at, string word)
    {
        var sign = at < text.Length && text[at] is '+' or '-' ? 1 : 0;
        return Word(text, at + sign, word) is > 0 and var length ? sign + length : 0;
    }

    private static int Digits(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>A sign, then one digit, or digits without a leading zero and with single underscores between them.</summary>
    private static int Integer(string text, int at)
    {
        var end = at < text.Length && text[at] is '+' or '-' ? at + 1 : at;
        if (end >= text.Length || !char.IsAsciiDigit(text[end]))
        {
            return 0;
        }

        var leadingZero = text[end] == '0';
        end++;
        return (leadingZero ? end : Grouped(text, end, char.IsAsciiDigit)) - at;
    }

    private static int Grouped(string text, int end, Func<char, bool> digit)
    {
        while (true)
        {
            if (end < text.Length && digit(text[end]))
            {
                end++;
            }
            else if (end + 1 < text.Length && text[end] == '_' && digit(text[end + 1]))
            {
                end += 2;
            }
            else
            {
                return end;
            }
        }
    }

    private static int IntegerNotBeforeDate(string text, int at)
    {
        var length = Integer(text, at);
        return length > 0 && at + length < text.Length && text[at + length] is '-' or ':' ? 0 : length;
    }

    private static int DateStart(string text, int at)
    {
        var length = Digits(text, at);
        return length > 0 && at + length < text.Length && text[at + length] is '-' or ':' ? length : 0;
    }

    private static int Prefixed(string text, int at, char letter, Func<char, bool> digit) =>
        at + 2 < text.Length && text[at] == '0' && text[at + 1] == letter && digit(text[at + 2]) ? Grouped(text, at + 3, digit) - at : 0;

    private static int FloatingPoint(string text, int at)
    {
        var whole = Integer(text, at);
        if (whole == 0)
        {
            return 0;
        }

        var end = at + whole;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = Grouped(text, end + 2, char.IsAsciiDigit);
        }

        var fraction = end;
        if (end < text.Length && text[end] is 'e' or 'E' && Integer(text, end + 1) is > 0 and var exponent)
        {
            return end + 1 + exponent - at;
        }

        return fraction > at + whole ? fraction - at : 0;
    }
}
