using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Puts the pieces of YAML on lines: indentation, spaces between pieces, breaking of long texts.</summary>
internal sealed class YamlTextWriter(Budget budget, int step, int width)
{
    private readonly StringBuilder _written = new();
    private readonly Stack<int?> _indents = new();
    private int? _indent;
    private int _column;
    private int _flow;
    private bool _isAtSpace = true;

    public string Text => _written.ToString();

    public bool IsInFlow => _flow > 0;

    /// <summary>Whether only indentation and marks such as <c>-</c> stand on the line so far.</summary>
    public bool IsAtIndention { get; private set; } = true;

    public void Indent(bool isFlow, bool isIndentless)
    {
        _indents.Push(_indent);
        _indent = _indent is not { } current ? (isFlow ? step : 0) : isIndentless ? current : current + step;
    }

    public void Unindent() => _indent = _indents.Pop();

    public void OpenFlow(string bracket)
    {
        Indicator(bracket, needsSpace: true);
        _isAtSpace = true;
        _flow++;
        Indent(isFlow: true, isIndentless: false);
    }

    public void NextInFlow(bool isFirst)
    {
        if (!isFirst)
        {
            Indicator(",", needsSpace: false);
        }

        if (_column > width)
        {
            StartLine();
        }
    }

    public void CloseFlow(string bracket)
    {
        Unindent();
        _flow--;
        Indicator(bracket, needsSpace: false);
    }

    public void Indicator(string mark, bool needsSpace, bool isIndention = false)
    {
        Put(_isAtSpace || !needsSpace ? mark : " " + mark);
        _isAtSpace = false;
        IsAtIndention &= isIndention;
    }

    /// <summary>Goes to where the next line's first piece stands.</summary>
    public void StartLine()
    {
        var indent = _indent ?? 0;
        if (!IsAtIndention || _column > indent || (_column == indent && !_isAtSpace))
        {
            Break("\n");
        }

        if (_column < indent)
        {
            _isAtSpace = true;
            Put(new string(' ', indent - _column));
        }
    }

    public void Plain(string text, bool canSplit)
    {
        Put(_isAtSpace ? "" : " ");
        (_isAtSpace, IsAtIndention) = (false, false);
        foreach (var (piece, isSpace) in Pieces(text))
        {
            if (isSpace && piece.Length == 1 && _column > width && canSplit)
            {
                StartLine();
                (_isAtSpace, IsAtIndention) = (false, false);
            }
            else
            {
                Put(piece);
            }
        }
    }

    public void SingleQuoted(string text, bool canSplit)
    {
        Indicator("'", needsSpace: true);
        var at = 0;
        foreach (var (piece, isSpace) in Pieces(text))
        {
            if (piece[0] is '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                // one line end inside quotes reads as a space, so there is one more
                Break(piece[0] == '\n' ? "\n" : "");
                foreach (var end in piece)
                {
                    Break(end.ToString());
                }

                StartLine();
            }
            else if (isSpace && piece.Length == 1 && _column > width && canSplit && at != 0 && at + 1 != text.Length)
            {
                StartLine();
            }
            else
            {
                Put(piece.Replace("'", "''", StringComparison.Ordinal));
            }

            at += piece.Length;
        }

        Indicator("'", needsSpace: false);
    }

    public void DoubleQuoted(string text, bool canSplit)
    {
        Indicator("\"", needsSpace: true);
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsPrintable(text[at]))
            {
                Put(Escaped(text, ref at));
            }
            else if (canSplit && text[at] == ' ' && _column > width && at > 0 && at < text.Length - 1 && text[at - 1] != ' ')
            {
                StartLine();
                (_isAtSpace, IsAtIndention) = (false, false);
                Put(text[at + 1] == ' ' ? "\\" : "");
            }
            else
            {
                Put(text[at].ToString());
            }
        }

        Indicator("\"", needsSpace: false);
    }

    private static bool IsPrintable(char letter) =>
        letter is not ('"' or '\\' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF') && letter is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD');

    private static string Escaped(string text, ref int at)
    {
        if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            var code = char.ConvertToUtf32(text[at], text[++at]);
            return string.Create(CultureInfo.InvariantCulture, $"\\U{code:X8}");
        }

        var letter = text[at];
        var known = "\0\a\b\t\n\v\f\r\u001b\"\\\u0085\u00a0\u2028\u2029".IndexOf(letter);
        return known >= 0 ? "\\" + "0abtnvfre\"\\N_LP"[known]
            : letter <= '\u00ff' ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:X2}")
            : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
    }

    /// <summary>Runs of spaces, runs of line ends, and what is between them.</summary>
    private static IEnumerable<(string Piece, bool IsSpace)> Pieces(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var kind = Kind(text[start]);
            var end = start + 1;
            while (end < text.Length && Kind(text[end]) == kind)
            {
                end++;
            }

            yield return (text[start..end], kind == 1);
            start = end;
        }
    }

    private static int Kind(char letter) => letter switch { ' ' => 1, '\n' or '\u0085' or '\u2028' or '\u2029' => 2, _ => 0 };

    private void Break(string mark)
    {
        _written.Append(mark);
        (_isAtSpace, IsAtIndention, _column) = (true, true, 0);
    }

    private void Put(string piece)
    {
        _written.Append(piece);
        _column += piece.Length;
        budget.Size(_written.Length);
    }
}
