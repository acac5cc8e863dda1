using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>A recursive-descent reader of Python's literals: constants, numbers, texts, lists, tuples, sets and dicts.</summary>
internal sealed class PythonLiteralReader(string text)
{
    private const int MaxDepth = 32;

    private int _at;

    /// <summary>Reads the whole text as one literal.</summary>
    public bool TryRead(out object? value)
    {
        _at = 0;
        value = null;
        if (text.Length > 0 && char.IsWhiteSpace(text[0]) || !Value(0, out value))
        {
            return false;
        }

        Blank();
        if (Peek(','))
        {
            return Items(value, 0, '\0', out value);
        }

        return _at == text.Length || text[_at] == '#';
    }

    private void Blank()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private bool Peek(char sign) => _at < text.Length && text[_at] == sign;

    private bool Take(char sign)
    {
        Blank();
        if (!Peek(sign))
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool Value(int depth, out object? value)
    {
        Blank();
        value = null;
        if (depth > MaxDepth || _at >= text.Length)
        {
            return false;
        }

        switch (text[_at])
        {
            case '[':
                _at++;
                return Sequence(depth, ']', out value);
            case '(':
                _at++;
                return Sequence(depth, ')', out value);
            case '{':
                _at++;
                return Braces(depth, out value);
            case '\'' or '"':
                return Texts(out value);
            case '-' or '+':
                var sign = text[_at++];
                return Value(depth + 1, out value) && Signed(sign, ref value);
            default:
                return Word(out value);
        }
    }

    private static bool Signed(char sign, ref object? value)
    {
        value = (sign, value) switch
        {
            ('-', long whole) => -whole,
            ('-', double number) => -number,
            ('+', long or double) => value,
            _ => null,
        };
        return value is not null;
    }

    private bool Word(out object? value)
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '.' || (text[_at] is '+' or '-' && _at > start && text[_at - 1] is 'e' or 'E' && char.IsAsciiDigit(text[start]))))
        {
            _at++;
        }

        var word = text[start.._at];
        if (Peek('\'') || Peek('"'))
        {
            value = null;
            return word.ToUpperInvariant() switch
            {
                "U" or "B" => Texts(out value),
                "R" => Raw(out value),
                _ => false,
            };
        }

        value = word switch
        {
            "True" => true,
            "False" => false,
            "None" => null,
            _ => PythonLiteral.Number(word),
        };
        return value is not null || word == "None";
    }

    private bool Texts(out object? value)
    {
        var all = new StringBuilder();
        value = null;
        while (Peek('\'') || Peek('"'))
        {
            if (!Quoted(all))
            {
                return false;
            }

            Blank();
        }

        value = all.ToString();
        return true;
    }

    private bool Raw(out object? value)
    {
        var quote = text[_at++];
        var end = text.IndexOf(quote, _at);
        value = end < 0 ? null : text[_at..end];
        _at = end + 1;
        return end >= 0;
    }

    private bool Quoted(StringBuilder into)
    {
        var quote = text[_at++];
        while (_at < text.Length && text[_at] != quote)
        {
            if (text[_at] != '\\')
            {
                into.Append(text[_at++]);
            }
            else if (!PythonEscapes.TryRead(text, ref _at, into))
            {
                return false;
            }
        }

        return Take(quote);
    }

    private bool Sequence(int depth, char end, out object? value)
    {
        value = null;
        if (Take(end))
        {
            value = Array.Empty<object?>();
            return true;
        }

        if (!Value(depth + 1, out var first))
        {
            return false;
        }

        if (end == ')' && Take(')'))
        {
            value = first;
            return true;
        }

        return Items(first, depth, end, out value);
    }

    // The rest of a list, tuple or set whose first item is read; '\0' ends with the text.
    private bool Items(object? first, int depth, char end, out object? value)
    {
        var items = new List<object?> { first };
        value = items;
        while (Take(','))
        {
            Blank();
            if (Ended(end))
            {
                break;
            }

            if (!Value(depth + 1, out var next))
            {
                return false;
            }

            items.Add(next);
        }

        return end == '\0' ? _at == text.Length : Take(end);
    }

    private bool Ended(char end) => end == '\0' ? _at == text.Length : Peek(end);

    private bool Braces(int depth, out object? value)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = map;
        while (!Take('}'))
        {
            if (!Value(depth + 1, out var key))
            {
                return false;
            }

            if (!Take(':'))
            {
                return map.Count == 0 && Items(key, depth, '}', out value);
            }

            if (!Value(depth + 1, out var item))
            {
                return false;
            }

            map[Convert.ToString(key, CultureInfo.InvariantCulture) ?? "None"] = item;
            if (!Take(',') && !Ended('}'))
            {
                return false;
            }
        }

        return true;
    }
}
