using System.Globalization;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Cuts an expression into names, literals and operators.</summary>
internal sealed class ExpressionLexer(Source source, List<Token> tokens, bool literalBackslashes)
{
    private static readonly string[] Operators =
        ["**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|", "="];

    private readonly string _text = source.Text;
    private readonly Stack<Token> _open = new();

    /// <summary>Reads a whole text as one expression.</summary>
    public void ReadAll()
    {
        for (var at = SkipSpace(0); at < _text.Length; at = SkipSpace(at))
        {
            at = ReadToken(at, literal: false);
        }

        tokens.Add(new Token(TokenKind.End, "", _text.Length, _text.Length));
    }

    /// <summary>Reads the inside of a tag.</summary>
    /// <returns>Where the closing mark, or the white space sign before it, stands.</returns>
    public int Read(int tag, int start, string closing, bool isBlock)
    {
        _open.Clear();
        for (var at = SkipSpace(start); at < _text.Length; at = SkipSpace(at))
        {
            var isSigned = _text[at] == '-' || (isBlock && _text[at] == '+');
            if (_open.Count == 0 && (At(at, closing) || (isSigned && At(at + 1, closing))))
            {
                return at;
            }

            at = ReadToken(at, literalBackslashes && !isBlock);
        }

        throw source.Error(_open.Count > 0 ? _open.Peek().Start : tag,
            _open.Count > 0 ? $"this '{_open.Peek().Text}' is never closed" : $"this tag has no end: '{closing}' is missing");
    }

    private int ReadToken(int at, bool literal)
    {
        var next = _text[at] switch
        {
            '\'' or '"' => ReadString(at, literal),
            >= '0' and <= '9' => ReadNumber(at),
            var letter when letter == '_' || char.IsLetter(letter) => ReadName(at),
            _ => ReadOperator(at),
        };
        return next;
    }

    private int ReadName(int at)
    {
        var end = at;
        while (end < _text.Length && (_text[end] == '_' || char.IsLetterOrDigit(_text[end])))
        {
            end++;
        }

        tokens.Add(new Token(TokenKind.Name, _text[at..end], at, end));
        return end;
    }

    private int ReadString(int at, bool literal)
    {
        var quote = _text[at];
        var end = at + 1;
        while (end < _text.Length && _text[end] != quote)
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length)
        {
            throw source.Error(at, $"this string has no end: {quote} is missing");
        }

        var inside = _text[(at + 1)..end];
        var value = !inside.Contains('\\') ? inside : literal ? inside.Replace("\\" + quote, quote.ToString(), StringComparison.Ordinal) : Escapes.Read(inside);
        tokens.Add(new Token(TokenKind.String, "", at, end + 1, value));
        return end + 1;
    }

    private int ReadNumber(int at)
    {
        if (_text[at] == '0' && at + 2 < _text.Length && "xXoObB".Contains(_text[at + 1]) && char.IsAsciiHexDigit(_text[at + 2]))
        {
            return ReadRadix(at);
        }

        var end = Digits(at);
        var isFloat = false;
        if (end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]) && !FollowsDot())
        {
            (end, isFloat) = (Digits(end + 1), true);
        }

        var exponent = end + 1 < _text.Length && _text[end] is 'e' or 'E' ? end + 1 + (_text[end + 1] is '+' or '-' ? 1 : 0) : -1;
        if (exponent > 0 && exponent < _text.Length && char.IsAsciiDigit(_text[exponent]))
        {
            (end, isFloat) = (Digits(exponent), true);
        }

        var digits = _text[at..end].Replace("_", "", StringComparison.Ordinal);
        object value = isFloat
            ? (object)double.Parse(digits, CultureInfo.InvariantCulture)
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : throw source.Error(at, "this number is too large: whole numbers have 64 bits");
        tokens.Add(new Token(TokenKind.Number, digits, at, end, value));
        return end;
    }

    /// <summary>In <c>a.0.1</c> the digits are two positions, not one fraction.</summary>
    private bool FollowsDot() => tokens.Count > 0 && tokens[^1].Is(".");

    private int ReadRadix(int at)
    {
        var radix = char.ToLowerInvariant(_text[at + 1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        var end = at + 2;
        while (end < _text.Length && (char.IsAsciiHexDigit(_text[end]) || _text[end] == '_'))
        {
            end++;
        }

        var digits = _text[(at + 2)..end].Replace("_", "", StringComparison.Ordinal);
        try
        {
            tokens.Add(new Token(TokenKind.Number, _text[at..end], at, end, Convert.ToInt64(digits, radix)));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw source.Error(at, $"'{_text[at..end]}' is not a number of 64 bits in base {radix}");
        }

        return end;
    }

    private int Digits(int at)
    {
        while (at < _text.Length && (char.IsAsciiDigit(_text[at]) || (_text[at] == '_' && at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    private int ReadOperator(int at)
    {
        var word = Operators.FirstOrDefault(o => At(at, o)) ?? throw source.Error(at, $"unexpected character '{_text[at]}'", Hint(_text[at]));
        var token = new Token(TokenKind.Operator, word, at, at + word.Length);
        if (word is "(" or "[" or "{")
        {
            _open.Push(token);
        }
        else if (word is ")" or "]" or "}")
        {
            var expected = _open.TryPop(out var opened) ? opened.Text switch { "(" => ")", "[" => "]", _ => "}" } : null;
            if (expected != word)
            {
                throw source.Error(at, expected is null ? $"unexpected '{word}'" : $"unexpected '{word}', expected '{expected}'", word == "}" ? "a tag ends with '}}'" : null);
            }
        }

        tokens.Add(token);
        return token.End;
    }

    private static string? Hint(char letter) => letter switch
    {
        '&' => "'and' joins conditions",
        '!' => "'not' turns a condition around",
        '?' => "a choice is written: a if condition else b",
        _ => null,
    };

    private int SkipSpace(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private bool At(int position, string mark) => string.CompareOrdinal(_text, position, mark, 0, mark.Length) == 0;
}
