using System.Buffers;
using System.Text;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Work on texts that filters and methods share, as Python does it.</summary>
internal static class Words
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    /// <summary>The pieces between separators; without one, between runs of white space.</summary>
    public static ListValue Split(string text, string? separator, long most)
    {
        if (separator is null)
        {
            return SplitSpace(text, most);
        }

        if (separator.Length == 0)
        {
            throw new ValueProblem("the separator of 'split' cannot be empty");
        }

        var pieces = most < 0 ? text.Split(separator) : text.Split(separator, (int)Math.Min(most + 1, int.MaxValue));
        return new ListValue(pieces);
    }

    public static ListValue SplitFromRight(string text, string? separator, long most)
    {
        if (most < 0)
        {
            return Split(text, separator, most);
        }

        if (separator is null)
        {
            return new ListValue(SplitSpace(Backwards(text), most).Select(piece => (object?)Backwards((string)piece!)).Reverse());
        }

        var pieces = new ListValue();
        var end = text.Length;
        while (most-- > 0 && separator.Length > 0 && end > 0 && text.LastIndexOf(separator, end - 1, StringComparison.Ordinal) is >= 0 and var at)
        {
            pieces.Add(text[(at + separator.Length)..end]);
            end = at;
        }

        pieces.Add(text[..end]);
        pieces.Reverse();
        return pieces;
    }

    /// <summary>In upper case; the sharp s, which has no capital of its own, becomes two letters.</summary>
    public static string Upper(string text) => text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    private static string Backwards(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        from.AsSpan().CopyTo(span);
        span.Reverse();
    });

    public static ListValue Lines(string text, bool keepsEnds)
    {
        var lines = new ListValue();
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(LineEnds);
            if (end < 0)
            {
                lines.Add(text[start..]);
                break;
            }

            end += start;
            var next = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            lines.Add(text[start..(keepsEnds ? next : end)]);
            start = next;
        }

        return lines;
    }

    public static TupleValue Partition(string text, string separator, int at, bool fromRight) =>
        separator.Length == 0 ? throw new ValueProblem("the separator cannot be empty")
        : at >= 0 ? new TupleValue(text[..at], separator, text[(at + separator.Length)..])
        : fromRight ? new TupleValue("", "", text) : new TupleValue(text, "", "");

    public static string Replace(string text, string old, string replacement, long most, Budget budget)
    {
        if (old.Length == 0)
        {
            return ReplaceEmpty(text, replacement, most, budget);
        }

        var replaced = new StringBuilder();
        var start = 0;
        while (most-- != 0 && text.IndexOf(old, start, StringComparison.Ordinal) is >= 0 and var at)
        {
            replaced.Append(text, start, at - start).Append(replacement);
            budget.Size(replaced.Length);
            start = at + old.Length;
        }

        return start == 0 ? text : replaced.Append(text, start, text.Length - start).ToString();
    }

    public static string Join(string separator, IReadOnlyList<object?> items, Budget budget)
    {
        var joined = new StringBuilder();
        for (var i = 0; i < items.Count; i++)
        {
            joined.Append(i == 0 ? "" : separator).Append(ValueText.Known(items[i]));
            budget.Size(joined.Length);
        }

        return joined.ToString();
    }

    public static long Count(string text, string part)
    {
        if (part.Length == 0)
        {
            return Characters.Count(text) + 1;
        }

        var count = 0L;
        for (var at = 0; (at = text.IndexOf(part, at, StringComparison.Ordinal)) >= 0; at += part.Length)
        {
            count++;
        }

        return count;
    }

    /// <summary>Python's way to centre: an odd space goes to the left where the width is odd.</summary>
    public static string Center(string text, int width, char fill)
    {
        var missing = width - Characters.Count(text);
        var left = missing <= 0 ? 0 : (missing / 2) + (missing & width & 1);
        return missing <= 0 ? text : new string(fill, left) + text + new string(fill, missing - left);
    }

    public static string ZeroFilled(string text, int width)
    {
        var sign = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        return text[..sign] + new string('0', Math.Max(0, width - Characters.Count(text))) + text[sign..];
    }

    /// <summary>Every letter after one that is none in upper case, all others in lower case.</summary>
    public static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        var isInside = false;
        foreach (var letter in text)
        {
            titled.Append(isInside ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter));
            isInside = char.IsLetter(letter);
        }

        return titled.ToString();
    }

    public static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static ListValue SplitSpace(string text, long most)
    {
        var pieces = new ListValue();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return pieces;
            }

            var start = at;
            if (most >= 0 && pieces.Count == most)
            {
                pieces.Add(text[start..].TrimEnd());
                return pieces;
            }

            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            pieces.Add(text[start..at]);
        }
    }

    private static string ReplaceEmpty(string text, string replacement, long most, Budget budget)
    {
        var replaced = new StringBuilder();
        foreach (var letter in text)
        {
            replaced.Append(most != 0 ? replacement : "").Append(letter);
            most -= most > 0 ? 1 : 0;
            budget.Size(replaced.Length);
        }

        return replaced.Append(most != 0 ? replacement : "").ToString();
    }
}
