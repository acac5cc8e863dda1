using System.Globalization;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>Expands the ranges in a host's name: <c>node[1:3]</c>, <c>node[01:20:2]</c>, <c>db-[a:c]</c>, several in one name.</summary>
public static class HostRange
{
    /// <summary>How many hosts one name may stand for.</summary>
    public const int MostHosts = 10_000;

    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The names a name with ranges stands for, in order; the name itself where it has none.</summary>
    /// <param name="pattern">The name as written.</param>
    /// <exception cref="FormatException">A range is wrong, or stands for more than <see cref="MostHosts"/> hosts.</exception>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        IEnumerable<string> names = [""];
        var rest = pattern;
        long count = 1;
        while (rest.IndexOf('[', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = rest.IndexOf(']', open);
            if (close < 0)
            {
                throw new FormatException($"the range '{rest[open..]}' is not closed with ']'");
            }

            var (head, parts) = (rest[..open], Parts(rest[(open + 1)..close]));
            count *= parts.Count;
            if (count > MostHosts)
            {
                throw new FormatException($"'{pattern}' stands for more than {MostHosts} hosts");
            }

            names = names.SelectMany(name => parts.Select(part => name + head + part)).ToList();
            rest = rest[(close + 1)..];
        }

        return [.. names.Select(name => name + rest)];
    }

    private static List<string> Parts(string range)
    {
        var bounds = range.Split(':');
        if (bounds.Length is not (2 or 3))
        {
            throw new FormatException($"the range '[{range}]' must be [begin:end] or [begin:end:step]");
        }

        var begin = bounds[0].Length == 0 ? "0" : bounds[0];
        var end = bounds[1];
        if (end.Length == 0)
        {
            throw new FormatException($"the range '[{range}]' has no end");
        }

        var step = bounds.Length == 3 ? Number(bounds[2], range) : 1;
        if (step < 1)
        {
            throw new FormatException($"the step of the range '[{range}]' must be 1 or more");
        }

        return IsLetter(begin) && IsLetter(end) ? LettersBetween(begin, end, step, range) : NumbersBetween(begin, end, step, range);
    }

    private static bool IsLetter(string text) => text.Length == 1 && Letters.Contains(text[0], StringComparison.Ordinal);

    private static List<string> LettersBetween(string begin, string end, int step, string range)
    {
        var (first, last) = (Letters.IndexOf(begin[0], StringComparison.Ordinal), Letters.IndexOf(end[0], StringComparison.Ordinal));
        RequireOrder(first, last, range);
        return [.. Sequence(first, last, step).Select(at => Letters[at].ToString())];
    }

    private static List<string> NumbersBetween(string begin, string end, int step, string range)
    {
        var width = begin.Length > 1 && begin[0] == '0' ? begin.Length : 1;
        if (width > 1 && width != end.Length)
        {
            throw new FormatException($"begin and end of the range '[{range}]' must have the same number of digits");
        }

        var (first, last) = (Number(begin, range), Number(end, range));
        RequireOrder(first, last, range);
        return [.. Sequence(first, last, step).Select(at => at.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'))];
    }

    private static IEnumerable<int> Sequence(int first, int last, int step)
    {
        if ((last - first) / step >= MostHosts)
        {
            throw new FormatException($"a range stands for more than {MostHosts} hosts");
        }

        for (var at = first; at <= last; at += step)
        {
            yield return at;
        }
    }

    private static void RequireOrder(int first, int last, string range)
    {
        if (first > last)
        {
            throw new FormatException($"the range '[{range}]' ends before it begins");
        }
    }

    private static int Number(string text, string range) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000
            ? number
            : throw new FormatException($"'{text}' in the range '[{range}]' is neither a number nor a letter");
}
