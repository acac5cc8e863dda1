namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>
/// Cuts a text into tokens exactly as the server's TOML lexer does: a machine of stacked modes in which each value token leaves its mode. Some legal TOML is refused
/// only because the stack is left one level too deep (two empty arrays in an array), so the stack is followed and not simplified.
/// </summary>
/// <param name="text">A whole file.</param>
internal sealed class DialectLexer(string text)
{
    private readonly Stack<DialectMode> _modes = new();
    private readonly Stack<int> _arrayDepths = new();
    private DialectMode _mode = DialectMode.Lines;
    private int _arrayDepth;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The next token that is neither blank nor comment.</summary>
    public DialectToken Next()
    {
        while (_at < text.Length)
        {
            var (type, length) = Match();
            var token = new DialectToken(type ?? DialectTokenType.Error, text.Substring(_at, length), _line, _at - _lineStart + 1);
            Advance(length);
            if (type is not null)
            {
                return token;
            }
        }

        return new DialectToken(DialectTokenType.End, string.Empty, _line, _at - _lineStart + 1);
    }

    private void Advance(int length)
    {
        for (var end = _at + length; _at < end; _at++)
        {
            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
        }
    }

    private (DialectTokenType? Type, int Length) Match() => _mode switch
    {
        DialectMode.Lines => Lines(),
        DialectMode.Value => Value(),
        DialectMode.BasicString => BasicString(),
        DialectMode.MultilineBasicString => MultilineBasicString(),
        DialectMode.LiteralString => LiteralString(),
        DialectMode.MultilineLiteralString => MultilineLiteralString(),
        DialectMode.Date => Date(),
        _ => InlineTable(),
    };

    private (DialectTokenType?, int) Lines()
    {
        if (Hidden() is > 0 and var hidden)
        {
            return (null, hidden);
        }

        switch (text[_at])
        {
            case '.':
                return (DialectTokenType.Dot, 1);
            case '=':
                _arrayDepth = 0;
                _arrayDepths.Clear();
                return Push(DialectTokenType.EqualsSign, 1, DialectMode.Value);
            case '[':
                return Starts("[[") ? (DialectTokenType.ArrayTableStart, 2) : (DialectTokenType.TableStart, 1);
            case ']':
                return Starts("]]") ? (DialectTokenType.ArrayTableEnd, 2) : (DialectTokenType.TableEnd, 1);
        }

        return NewLine() is > 0 and var newLine ? (DialectTokenType.NewLine, newLine) : KeyPart() ?? (DialectTokenType.Error, 1);
    }

    private (DialectTokenType?, int)? KeyPart() => text[_at] switch
    {
        '"' => Push(DialectTokenType.QuotationMark, 1, DialectMode.BasicString),
        '\'' => Push(DialectTokenType.Apostrophe, 1, DialectMode.LiteralString),
        _ when BareKey() is > 0 and var length => (DialectTokenType.UnquotedKey, length),
        _ => null,
    };

    private (DialectTokenType?, int) Value()
    {
        if (Hidden() is > 0 and var hidden)
        {
            return (null, hidden);
        }

        if (NewLine() is > 0 and var newLine && _arrayDepth >= 0)
        {
            return _arrayDepth > 0 ? (DialectTokenType.NewLine, newLine) : Pop(DialectTokenType.NewLine, newLine);
        }

        return ValueStart() ?? (DialectNumbers.Longest(text, _at) is { Length: > 0 } word
            ? word.Type == DialectTokenType.DateDigits ? Become(word.Type, word.Length, DialectMode.Date) : Pop(word.Type, word.Length)
            : Pop(DialectTokenType.Error, 1));
    }

    private (DialectTokenType?, int)? ValueStart()
    {
        switch (text[_at])
        {
            case '"':
                return Starts("\"\"\"") ? Become(DialectTokenType.TripleQuotationMark, 3 + NewLine(3), DialectMode.MultilineBasicString) : Become(DialectTokenType.QuotationMark, 1, DialectMode.BasicString);
            case '\'':
                return Starts("'''") ? Become(DialectTokenType.TripleApostrophe, 3 + NewLine(3), DialectMode.MultilineLiteralString) : Become(DialectTokenType.Apostrophe, 1, DialectMode.LiteralString);
            case '[':
                _arrayDepth++;
                return Push(DialectTokenType.ArrayStart, 1, DialectMode.Value);
            case ']':
                _arrayDepth--;
                return Pop(DialectTokenType.ArrayEnd, 1);
            case ',' when _arrayDepth > 0:
                return Push(DialectTokenType.Comma, 1, DialectMode.Value);
            case '{':
                _arrayDepths.Push(_arrayDepth);
                _arrayDepth = 0;
                return Become(DialectTokenType.InlineTableStart, 1, DialectMode.InlineTable);
            default:
                return null;
        }
    }

    private (DialectTokenType?, int) BasicString() => text[_at] switch
    {
        '"' => Pop(DialectTokenType.QuotationMark, 1),
        '\\' when _at + 1 < text.Length && text[_at + 1] != '\n' => (DialectTokenType.EscapeSequence, EscapeLength()),
        _ when NewLine() is > 0 and var newLine => Pop(DialectTokenType.NewLine, newLine),
        < ' ' or '\\' or '\u007f' => Pop(DialectTokenType.Error, 1),
        _ => (DialectTokenType.StringChar, 1),
    };

    private (DialectTokenType?, int) MultilineBasicString() => text[_at] switch
    {
        '"' when Starts("\"\"\"") => Pop(DialectTokenType.TripleQuotationMark, 3),
        '\\' when LineContinuation() is > 0 and var length => (DialectTokenType.NewLine, length),
        '\\' when _at + 1 < text.Length => (DialectTokenType.EscapeSequence, EscapeLength()),
        _ when NewLine() is > 0 and var newLine => (DialectTokenType.NewLine, newLine),
        < ' ' or '\\' or '\u007f' => Pop(DialectTokenType.Error, 1),
        _ => (DialectTokenType.StringChar, 1),
    };

    private (DialectTokenType?, int) LiteralString() => text[_at] switch
    {
        '\'' => Pop(DialectTokenType.Apostrophe, 1),
        _ when NewLine() is > 0 and var newLine => Pop(DialectTokenType.NewLine, newLine),
        not '\t' and (< ' ' or '\u007f') => Pop(DialectTokenType.Error, 1),
        _ => (DialectTokenType.StringChar, 1),
    };

    private (DialectTokenType?, int) MultilineLiteralString() => text[_at] switch
    {
        '\'' when Starts("'''") => Pop(DialectTokenType.TripleApostrophe, 3),
        _ when NewLine() is > 0 and var newLine => (DialectTokenType.NewLine, newLine),
        not '\t' and (< ' ' or '\u007f') => Pop(DialectTokenType.Error, 1),
        _ => (DialectTokenType.StringChar, 1),
    };

    private (DialectTokenType?, int) Date()
    {
        if (Hidden() is > 0 and var hidden)
        {
            return hidden == 1 && text[_at] == ' ' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])
                ? (DialectTokenType.TimeDelimiter, 1)
                : Pop(null, hidden);
        }

        return text[_at] switch
        {
            '-' => (DialectTokenType.Dash, 1),
            '+' => (DialectTokenType.Plus, 1),
            ':' => (DialectTokenType.Colon, 1),
            '.' => (DialectTokenType.Dot, 1),
            'Z' => (DialectTokenType.Zulu, 1),
            'T' or 't' => (DialectTokenType.TimeDelimiter, 1),
            ',' => Pop(DialectTokenType.Comma, 1),
            >= '0' and <= '9' => (DialectTokenType.DateDigits, text.AsSpan(_at).IndexOfAnyExceptInRange('0', '9') is >= 0 and var digits ? digits : text.Length - _at),
            _ when NewLine() is > 0 and var newLine => Pop(DialectTokenType.NewLine, newLine),
            _ => Pop(DialectTokenType.Error, 1),
        };
    }

    private (DialectTokenType?, int) InlineTable()
    {
        if (Hidden() is > 0 and var hidden)
        {
            return text[_at] == '#' ? Pop(null, hidden) : (null, hidden);
        }

        switch (text[_at])
        {
            case '}':
                _arrayDepth = _arrayDepths.TryPop(out var depth) ? depth : 0;
                return Pop(DialectTokenType.InlineTableEnd, 1);
            case '.':
                return (DialectTokenType.Dot, 1);
            case '=':
                return Push(DialectTokenType.EqualsSign, 1, DialectMode.Value);
            case ',':
                return (DialectTokenType.Comma, 1);
        }

        return KeyPart() ?? Pop(NewLine() > 0 ? DialectTokenType.NewLine : DialectTokenType.Error, Math.Max(1, NewLine()));
    }

    private (DialectTokenType?, int) Push(DialectTokenType type, int length, DialectMode mode)
    {
        _modes.Push(_mode);
        _mode = mode;
        return (type, length);
    }

    private (DialectTokenType?, int) Become(DialectTokenType type, int length, DialectMode mode)
    {
        _mode = mode;
        return (type, length);
    }

    private (DialectTokenType?, int) Pop(DialectTokenType? type, int length)
    {
        _mode = _modes.TryPop(out var mode) ? mode : DialectMode.Lines;
        return (type, length);
    }

    private bool Starts(string word) => string.CompareOrdinal(text, _at, word, 0, word.Length) == 0;

    private int NewLine(int skip = 0) => DialectScan.NewLine(text, _at + skip);

    private int Hidden() => DialectScan.BlanksOrComment(text, _at);

    private int BareKey() => DialectScan.BareKey(text, _at);

    private int EscapeLength() => DialectScan.Escape(text, _at);

    private int LineContinuation() => DialectScan.LineContinuation(text, _at);
}
