using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Writes values as JSON, as Python does.</summary>
internal sealed record JsonText(Budget Budget, int? Indent, bool IsSorted, bool IsAscii, string Separator, string Colon)
{
    private const int MaxNesting = 200;

    public string Of(object? value)
    {
        var written = new StringBuilder();
        Write(written, value, 0);
        return written.ToString();
    }

    private void Write(StringBuilder written, object? value, int nesting)
    {
        if (nesting > MaxNesting)
        {
            throw new ValueProblem("the value is nested too deep");
        }

        Budget.Size(written.Length);
        switch (value)
        {
            case null:
                written.Append("null");
                break;
            case bool flag:
                written.Append(flag ? "true" : "false");
                break;
            case long whole:
                written.Append(whole);
                break;
            case double number:
                written.Append(double.IsNaN(number) ? "NaN" : double.IsPositiveInfinity(number) ? "Infinity" : double.IsNegativeInfinity(number) ? "-Infinity" : ValueText.Float(number));
                break;
            case IReadOnlyDictionary<string, object?> map:
                var pairs = IsSorted ? map.OrderBy(p => p.Key, StringComparer.Ordinal) : map.AsEnumerable();
                Block(written, '{', '}', nesting, pairs, (w, pair) =>
                {
                    Quote(w, pair.Key);
                    w.Append(Colon);
                    Write(w, pair.Value, nesting + 1);
                });
                break;
            case IReadOnlyList<object?> list:
                Block(written, '[', ']', nesting, list, (w, item) => Write(w, item, nesting + 1));
                break;
            default:
                Quote(written, value is Omit ? throw new ValueProblem("'omit' cannot be a part of JSON") : ValueText.Known(value));
                break;
        }
    }

    private void Block<T>(StringBuilder written, char open, char close, int nesting, IEnumerable<T> items, Action<StringBuilder, T> write)
    {
        written.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            written.Append(isFirst ? "" : Separator);
            NewLine(written, nesting + 1);
            write(written, item);
            isFirst = false;
        }

        if (!isFirst)
        {
            NewLine(written, nesting);
        }

        written.Append(close);
    }

    private void NewLine(StringBuilder written, int nesting)
    {
        if (Indent is { } indent)
        {
            Budget.Size(written.Length + ((long)indent * nesting));
            written.Append('\n').Append(' ', Math.Max(0, indent) * nesting);
        }
    }

    private void Quote(StringBuilder written, string text)
    {
        written.Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                '\f' => written.Append("\\f"),
                '\b' => written.Append("\\b"),
                < ' ' => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                > '~' when IsAscii => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => written.Append(letter),
            };
        }

        written.Append('"');
    }
}
