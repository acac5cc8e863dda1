namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>Reads a whole file as the server's TOML parser does and collects what it does not take.</summary>
/// <param name="text">A whole file.</param>
internal sealed class DialectParser(string text)
{
    private readonly List<TomlDialectProblem> _problems = [];
    private readonly DialectTable _root = new(implied: false);
    private readonly DialectTokens _tokens = new(new DialectLexer(text));

    /// <summary>The problems, in the order of the text.</summary>
    public IReadOnlyList<TomlDialectProblem> Run()
    {
        try
        {
            File();
        }
        catch (DialectSyntaxException stop)
        {
            _problems.Add(stop.Problem);
        }

        return _problems;
    }

    private void File()
    {
        var current = _root;
        _tokens.SkipNewLines();
        while (_tokens.Current.Type != DialectTokenType.End)
        {
            current = Expression(current);
            if (_tokens.Current.Type != DialectTokenType.End)
            {
                _tokens.Take(DialectTokenType.NewLine, "the end of the line");
                _tokens.SkipNewLines();
            }
        }
    }

    private DialectTable Expression(DialectTable current)
    {
        var start = _tokens.Current;
        switch (start.Type)
        {
            case DialectTokenType.TableStart:
                return Header(start, DialectTokenType.TableEnd, "]") is { } path ? _root.Open(path, start, _problems.Add) ?? current : current;
            case DialectTokenType.ArrayTableStart:
                return Header(start, DialectTokenType.ArrayTableEnd, "]]") is { } arrayPath ? _root.Append(arrayPath, start, _problems.Add) ?? current : current;
            case DialectTokenType.UnquotedKey or DialectTokenType.QuotationMark or DialectTokenType.Apostrophe:
                KeyValue(current);
                return current;
            default:
                throw _tokens.Unexpected("a key, a table or a comment");
        }
    }

    private List<string>? Header(DialectToken start, DialectTokenType end, string endText)
    {
        _tokens.Advance();
        if (_tokens.Current.Type == end)
        {
            _tokens.Advance();
            _problems.Add(new TomlDialectProblem(TomlVerdict.Rejected, start.Line, start.Column, "a table needs a name between the brackets"));
            return null;
        }

        var path = Key(_problems.Add);
        _tokens.Take(end, path is null ? endText : $". or {endText}");
        return path;
    }

    private void KeyValue(DialectTable table)
    {
        var start = _tokens.Current;
        var path = Key(_problems.Add);
        _tokens.Take(DialectTokenType.EqualsSign, ". or = after the key");
        var value = Value();
        if (path is not null && value.Kind != DialectKind.None)
        {
            table.Set(path, value, start, _problems.Add);
        }
    }

    private List<string>? Key(Action<TomlDialectProblem> report)
    {
        List<string> path = [];
        var sound = true;
        while (true)
        {
            var part = KeyPart(report);
            sound &= part is not null;
            path.Add(part ?? string.Empty);
            if (_tokens.Current.Type != DialectTokenType.Dot)
            {
                return sound ? path : null;
            }

            _tokens.Advance();
        }
    }

    private string? KeyPart(Action<TomlDialectProblem> report)
    {
        switch (_tokens.Current.Type)
        {
            case DialectTokenType.UnquotedKey:
                return _tokens.Advance().Text;
            case DialectTokenType.QuotationMark:
                return DialectStrings.Basic(_tokens, DialectTokenType.QuotationMark, report);
            case DialectTokenType.Apostrophe:
                return DialectStrings.Literal(_tokens, DialectTokenType.Apostrophe);
            default:
                throw _tokens.Unexpected("a key of letters, digits, - and _, or a quoted key");
        }
    }

    private DialectValue Value()
    {
        var token = _tokens.Current;
        switch (token.Type)
        {
            case DialectTokenType.QuotationMark or DialectTokenType.TripleQuotationMark:
                return new DialectValue(DialectStrings.Basic(_tokens, token.Type, _problems.Add) is null ? DialectKind.None : DialectKind.String);
            case DialectTokenType.Apostrophe or DialectTokenType.TripleApostrophe:
                DialectStrings.Literal(_tokens, token.Type);
                return new DialectValue(DialectKind.String);
            case DialectTokenType.ArrayStart:
                return Array();
            case DialectTokenType.InlineTableStart:
                return InlineTable();
            case DialectTokenType.DateDigits:
                return new DialectValue(DialectDates.Read(_tokens, _problems.Add));
            default:
                return new DialectValue(DialectScalars.Read(_tokens, _problems.Add));
        }
    }

    private DialectValue Array()
    {
        _tokens.Advance();
        var kind = DialectKind.None;
        _tokens.SkipNewLines();
        while (_tokens.Current.Type != DialectTokenType.ArrayEnd)
        {
            var start = _tokens.Current;
            var item = Value();
            kind = kind == DialectKind.None ? item.Kind : kind;
            if (item.Kind != DialectKind.None && item.Kind != kind)
            {
                _problems.Add(new TomlDialectProblem(TomlVerdict.Rejected, start.Line, start.Column,
                    $"the server refuses arrays of mixed types: this one holds {kind} values, so {item.Kind} cannot be one of them", "write all values of an array as one type, for example all quoted"));
            }

            EndOfItem();
        }

        _tokens.Advance();
        return new DialectValue(DialectKind.Array);
    }

    private void EndOfItem()
    {
        var lineEnd = _tokens.Current;
        _tokens.SkipNewLines();
        switch (_tokens.Current.Type)
        {
            case DialectTokenType.ArrayEnd:
                return;
            case DialectTokenType.Comma when lineEnd.Type == DialectTokenType.NewLine:
                throw _tokens.Refused("the server refuses a comma at the start of a line in an array", "put the comma at the end of the line before");
            case DialectTokenType.Comma:
                _tokens.Advance();
                _tokens.SkipNewLines();
                return;
            default:
                throw _tokens.Unexpected(", or ] in the array");
        }
    }

    private DialectValue InlineTable()
    {
        _tokens.Advance();
        var table = new DialectTable(implied: false);
        if (_tokens.Current.Type != DialectTokenType.InlineTableEnd)
        {
            KeyValue(table);
            while (_tokens.Current.Type == DialectTokenType.Comma)
            {
                _tokens.Advance();
                KeyValue(table);
            }
        }

        _tokens.Take(DialectTokenType.InlineTableEnd, ", or } on the same line in the inline table");
        return new DialectValue(DialectKind.Table, table);
    }
}
