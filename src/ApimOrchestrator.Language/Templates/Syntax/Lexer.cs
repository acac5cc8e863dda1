using System.Buffers;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Cuts a template into text and tags, applying white space control on the way, and the tags into tokens.</summary>
internal sealed class Lexer
{
    private readonly Source _source;
    private readonly string _text;
    private readonly TemplateSyntax _syntax;
    private readonly SearchValues<string> _starts;
    private readonly ExpressionLexer _expressions;
    private readonly List<Token> _tokens = [];
    private int _position;

    /// <param name="source">The template.</param>
    /// <param name="start">Where reading starts: after a header line, if there is one.</param>
    /// <param name="syntax">The marks.</param>
    /// <param name="literalBackslashes">Whether backslashes in the strings of an output tag stand for themselves, as in a playbook's texts.</param>
    public Lexer(Source source, int start, TemplateSyntax syntax, bool literalBackslashes)
    {
        (_source, _text, _syntax, _position) = (source, source.Text, syntax, start);
        _starts = SearchValues.Create([syntax.VariableStart, syntax.BlockStart, syntax.CommentStart], StringComparison.Ordinal);
        _expressions = new ExpressionLexer(source, _tokens, literalBackslashes);
    }

    public List<Token> Tokens()
    {
        while (_position < _text.Length)
        {
            var found = _text.AsSpan(_position).IndexOfAny(_starts);
            if (found < 0)
            {
                AddData(_position, EndOfText());
                break;
            }

            ReadTag(_position + found);
        }

        _tokens.Add(new Token(TokenKind.End, "", _text.Length, _text.Length));
        return _tokens;
    }

    /// <summary>Jinja2 forgets one newline at the very end of a template; Ansible puts it back after rendering.</summary>
    private int EndOfText() => _text.EndsWith('\n') ? _text.Length - 1 : _text.Length;

    private void ReadTag(int start)
    {
        var isOutput = At(start, _syntax.VariableStart);
        var isBlock = At(start, _syntax.BlockStart) && (!isOutput || _syntax.BlockStart.Length > _syntax.VariableStart.Length);
        var isComment = At(start, _syntax.CommentStart)
            && _syntax.CommentStart.Length > Math.Max(isOutput ? _syntax.VariableStart.Length : 0, isBlock ? _syntax.BlockStart.Length : 0);
        var mark = isComment ? _syntax.CommentStart : isBlock ? _syntax.BlockStart : _syntax.VariableStart;
        var inside = start + mark.Length;
        var sign = inside < _text.Length && _text[inside] is '-' or '+' ? _text[inside] : ' ';
        AddData(_position, StripBefore(start, sign, isLine: isBlock || isComment));
        inside += sign == ' ' ? 0 : 1;
        if (isComment)
        {
            SkipComment(start, inside);
        }
        else if (isBlock && RawStart(inside) is { } raw)
        {
            ReadRaw(start, raw.Sign == '+' ? throw _source.Error(start, "a raw block takes no '+' at the end of its first tag", "write {% raw %}") : raw);
        }
        else
        {
            ReadTokens(start, inside, isBlock);
        }
    }

    private void ReadTokens(int start, int inside, bool isBlock)
    {
        _tokens.Add(new Token(isBlock ? TokenKind.StatementStart : TokenKind.OutputStart, _text[start..inside], start, inside));
        var end = _expressions.Read(start, inside, isBlock ? _syntax.BlockEnd : _syntax.VariableEnd, isBlock);
        var mark = isBlock ? _syntax.BlockEnd : _syntax.VariableEnd;
        var sign = At(end, mark) ? ' ' : _text[end];
        var after = end + mark.Length + (sign == ' ' ? 0 : 1);
        _tokens.Add(new Token(isBlock ? TokenKind.StatementEnd : TokenKind.OutputEnd, mark, end, after));
        _position = StripAfter(after, sign, isBlock);
    }

    private void SkipComment(int start, int inside)
    {
        var end = _text.IndexOf(_syntax.CommentEnd, inside, StringComparison.Ordinal);
        if (end < 0)
        {
            throw _source.Error(start, $"this comment has no end: '{_syntax.CommentEnd}' is missing");
        }

        var sign = end > inside && _text[end - 1] is '-' or '+' ? _text[end - 1] : ' ';
        _position = StripAfter(end + _syntax.CommentEnd.Length, sign, isLine: true);
    }

    private (int Position, char Sign)? RawStart(int inside) => BlockOf("raw", inside);

    private void ReadRaw(int start, (int Position, char Sign) opened)
    {
        var from = StripAfter(opened.Position, opened.Sign, isLine: false);
        for (var at = from; (at = _text.IndexOf(_syntax.BlockStart, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var inside = at + _syntax.BlockStart.Length;
            var sign = inside < _text.Length && _text[inside] is '-' or '+' ? _text[inside] : ' ';
            if (BlockOf("endraw", inside + (sign == ' ' ? 0 : 1)) is { } closed)
            {
                _position = from;
                AddData(from, StripBefore(at, sign, isLine: true));
                _position = StripAfter(closed.Position, closed.Sign, isLine: true);
                return;
            }
        }

        throw _source.Error(start, "this raw block has no end: '{% endraw %}' is missing");
    }

    /// <summary>Where a statement of one word ends, and its white space sign, if it stands here.</summary>
    private (int Position, char Sign)? BlockOf(string word, int at)
    {
        at = SkipSpace(at);
        if (!At(at, word))
        {
            return null;
        }

        at = SkipSpace(at + word.Length);
        var sign = at < _text.Length && _text[at] is '-' or '+' ? _text[at] : ' ';
        at += sign == ' ' ? 0 : 1;
        return At(at, _syntax.BlockEnd) ? (at + _syntax.BlockEnd.Length, sign) : null;
    }

    private int SkipSpace(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private int StripBefore(int tag, char sign, bool isLine)
    {
        var end = tag;
        if (sign == '-')
        {
            while (end > _position && char.IsWhiteSpace(_text[end - 1]))
            {
                end--;
            }
        }
        else if (isLine && sign != '+' && _syntax.LstripBlocks)
        {
            while (end > _position && _text[end - 1] is ' ' or '\t')
            {
                end--;
            }

            end = end == 0 || _text[end - 1] == '\n' ? end : tag;
        }

        return end;
    }

    private int StripAfter(int at, char sign, bool isLine) => sign switch
    {
        '-' => SkipSpace(at),
        ' ' when isLine && _syntax.TrimBlocks && at < _text.Length && _text[at] == '\n' => at + 1,
        _ => at,
    };

    private void AddData(int start, int end)
    {
        if (end > start)
        {
            _tokens.Add(new Token(TokenKind.Data, "", start, end, _text[start..end]));
        }
    }

    private bool At(int position, string mark) => string.CompareOrdinal(_text, position, mark, 0, mark.Length) == 0;
}
