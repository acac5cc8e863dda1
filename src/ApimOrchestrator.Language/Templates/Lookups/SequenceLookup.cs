using System.Globalization;
using System.Text.RegularExpressions;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>The lookup <c>sequence</c>: numbers as texts, given as <c>start=0 end=10 stride=2 format=n%02d</c>, as <c>count=5</c>, or in short <c>1-10/2:n%02d</c>.</summary>
internal static partial class SequenceLookup
{
    private const int Most = 1_000_000;

    private static readonly string[] Parts = ["start", "end", "stride", "format"];

    /// <summary>The numbers.</summary>
    public static IEnumerable<object?> Of(LookupCall call) =>
        (call.Terms.Count == 0 ? [""] : call.Words()).SelectMany(term => Numbers(Given(call, term), call.Frame.Budget));

    private static Dictionary<string, string> Given(LookupCall call, string term)
    {
        var given = call.Options.ToDictionary(option => option.Key, option => ValueText.Known(option.Value));
        var text = term.Trim();
        if (Short().Match(text) is { Success: true } match)
        {
            foreach (var name in Parts.Where(name => match.Groups[name].Success))
            {
                given[name] = match.Groups[name].Value;
            }

            return given;
        }

        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split('=', 2) is not [("start" or "end" or "count" or "stride" or "format") and var name, var value])
            {
                throw new ValueProblem($"lookup 'sequence' cannot read '{word}'", "write start=0 end=10 stride=2 format=n%02d, count=5, or 1-10");
            }

            given[name] = value;
        }

        return given;
    }

    private static IEnumerable<object?> Numbers(Dictionary<string, string> given, Budget budget)
    {
        var start = Number(given, "start") ?? 1;
        var stride = Number(given, "stride") ?? 1;
        var count = Number(given, "count");
        if (count is null == !given.ContainsKey("end"))
        {
            throw new ValueProblem("lookup 'sequence' needs 'end' or 'count', and not both");
        }

        var end = count is { } many ? start + ((many - 1) * stride) : Number(given, "end")!.Value;
        if (stride == 0 || count == 0)
        {
            return [];
        }

        if ((stride > 0 && end < start && count is null) || (stride < 0 && end > start))
        {
            throw new ValueProblem(stride > 0 ? "to count backwards make 'stride' negative" : "to count forwards make 'stride' positive");
        }

        var length = ((end - start) / stride) + 1;
        return length > Most
            ? throw new ValueProblem($"lookup 'sequence' gives at most {Most} numbers")
            : Enumerable.Range(0, (int)Math.Max(0, length)).Select(at => PercentFormat.Apply(given.GetValueOrDefault("format", "%d"), start + (at * stride), budget));
    }

    private static long? Number(Dictionary<string, string> given, string name)
    {
        if (!given.TryGetValue(name, out var text))
        {
            return null;
        }

        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(isHexadecimal ? text.AsSpan(2) : text, isHexadecimal ? NumberStyles.HexNumber : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ValueProblem($"lookup 'sequence' needs a whole number for '{name}', not '{text}'");
    }

    [GeneratedRegex(@"\A(?:(?<start>(?:0x)?[0-9a-f]+)-)?(?<end>(?:0x)?[0-9a-f]+)(?:/(?<stride>-?(?:0x)?[0-9a-f]+))?(?::(?<format>.+))?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Short();
}
