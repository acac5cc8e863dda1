using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The formatting of <c>'%s %05d' % values</c> and of the filter <c>format</c>.</summary>
internal static partial class PercentFormat
{
    /// <summary>The operator: a tuple holds the values, anything else is the only one; a list or mapping may have no place at all.</summary>
    public static string Apply(string format, object? value, Budget budget) => value is TupleValue values
        ? Apply(format, values, null, isStrict: true, budget)
        : Apply(format, new TupleValue(value), value as IReadOnlyDictionary<string, object?>, isStrict: value is not (IReadOnlyList<object?> or IReadOnlyDictionary<string, object?>), budget);

    public static string Apply(string format, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?>? named, bool isStrict, Budget budget)
    {
        var written = new StringBuilder();
        var (at, next) = (0, 0);
        object? Next() => next < values.Count ? values[next++] : throw new ValueProblem("there are fewer values than the format has places");
        foreach (Match place in Place().Matches(format))
        {
            written.Append(format, at, place.Index - at);
            at = place.Index + place.Length;
            var kind = place.Groups["kind"].Value;
            if (kind.Length == 0)
            {
                throw new ValueProblem($"'{place.Value}' is not a place of a format", "'%%' is a percent sign");
            }

            var width = Size(place.Groups["width"].Value, Next);
            var precision = Size(place.Groups["precision"].Value.TrimStart('.'), Next, place.Groups["precision"].Success ? 0 : -1);
            budget.Size(written.Length + Math.Abs((long)width));
            written.Append(kind == "%" ? "%" : One(place, place.Groups["name"] is { Success: true } name ? Named(named, name.Value) : Next(), width, precision));
        }

        if (next < values.Count && isStrict)
        {
            throw new ValueProblem("there are more values than the format has places");
        }

        return written.Append(format, at, format.Length - at).ToString();
    }

    private static object? Named(IReadOnlyDictionary<string, object?>? named, string name) =>
        named is not null && named.TryGetValue(name, out var value) ? value : throw new ValueProblem($"the format needs a value named '{name}'");

    private static int Size(string written, Func<object?> next, int otherwise = 0) =>
        written.Length == 0 ? otherwise
        : written == "*" ? (next() is long size && Math.Abs(size) < int.MaxValue ? (int)size : throw new ValueProblem("'*' in a format needs a whole number"))
        : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new ValueProblem($"the width {written} is too large");

    private static string One(Match place, object? value, int width, int precision)
    {
        var flags = place.Groups["flags"].Value;
        var kind = place.Groups["kind"].Value[0];
        var (sign, text) = kind switch
        {
            's' => ("", Cut(ValueText.Known(value), precision)),
            'r' or 'a' => ("", Cut(ValueText.Repr(value), precision)),
            'c' => ("", value is long code and >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32((int)code) : ValueText.Known(value)),
            'd' or 'i' or 'u' or 'x' or 'X' or 'o' => Whole(kind, value, precision, flags),
            _ => Real(kind, value, precision),
        };
        sign = sign.Length > 0 || kind is 's' or 'r' or 'a' or 'c' ? sign : flags.Contains('+') ? "+" : flags.Contains(' ') ? " " : "";
        var padding = Math.Abs(width) - sign.Length - text.Length;
        return padding <= 0 ? sign + text
            : width < 0 || flags.Contains('-') ? sign + text + new string(' ', padding)
            : flags.Contains('0') && kind is not ('s' or 'r' or 'a' or 'c') ? sign + new string('0', padding) + text
            : new string(' ', padding) + sign + text;
    }

    private static (string Sign, string Text) Whole(char kind, object? value, int precision, string flags)
    {
        var whole = value switch
        {
            long number => number,
            bool flag => flag ? 1 : 0,
            double number when kind is 'd' or 'i' or 'u' && Math.Abs(number) < 9e18 => (long)number,
            _ => throw new ValueProblem($"'%{kind}' needs a number, not {TypeName.Of(value)}", "'| int' makes a number of a text"),
        };
        return (whole < 0 ? "-" : "", NumberFormat.Whole(whole, kind, flags.Contains('#')).PadLeft(Math.Max(0, precision), '0'));
    }

    private static (string Sign, string Text) Real(char kind, object? value, int precision)
    {
        var number = value switch
        {
            long whole => whole,
            double real => real,
            bool flag => flag ? 1 : 0,
            _ => throw new ValueProblem($"'%{kind}' needs a number, not {TypeName.Of(value)}", "'| float' makes a number of a text"),
        };
        return (double.IsNegative(number) && !double.IsNaN(number) ? "-" : "", NumberFormat.Real(number, kind, precision < 0 ? 6 : precision));
    }

    private static string Cut(string text, int precision) => precision >= 0 && precision < text.Length ? text[..precision] : text;

    [GeneratedRegex(@"%(?:\((?<name>[^)]*)\))?(?<flags>[-+ 0#]*)(?<width>\*|\d+)?(?<precision>\.(?:\*|\d*))?[hlL]?(?<kind>[sradiuxXoeEfFgGc%])?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
