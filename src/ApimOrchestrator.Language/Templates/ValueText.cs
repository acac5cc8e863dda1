using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates;

/// <summary>Values as text, letter for letter as Python's <c>str()</c> and <c>repr()</c> write them.</summary>
public static class ValueText
{
    private const int MaxNesting = 200;

    /// <summary>The text of a value as it appears inside a larger text: <c>True</c>, <c>1.0</c>, <c>['a', None]</c>. A <see cref="Secret"/> gives its secret text.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>Its text; for an unknown value (or one that holds an unknown value) what stands in for it.</returns>
    public static string Of(object? value)
    {
        try
        {
            return Known(value);
        }
        catch (UnknownReached reached)
        {
            return reached.Cause.ToString();
        }
        catch (ValueProblem problem)
        {
            return $"({problem.Message})";
        }
    }

    /// <summary>The text, or a signal that the value is not known.</summary>
    internal static string Known(object? value)
    {
        switch (value)
        {
            case string text:
                return text;
            case Secret secret:
                return secret.Reveal();
            case long whole:
                return whole.ToString(CultureInfo.InvariantCulture);
            default:
                var written = new StringBuilder();
                WriteRepr(written, value, 0);
                return written.ToString();
        }
    }

    /// <summary>The text as it appears inside a list: strings quoted.</summary>
    internal static string Repr(object? value)
    {
        var written = new StringBuilder();
        WriteRepr(written, value, 0);
        return written.ToString();
    }

    /// <summary>A float as Python writes it: the shortest digits that read back the same, always recognisable as a float.</summary>
    internal static string Float(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        var roundTrip = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = number == 0 ? 0 : int.Parse(shortest.AsSpan(shortest.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = Digits(roundTrip);
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
            return string.Create(CultureInfo.InvariantCulture, $"{(number < 0 ? "-" : "")}{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}");
        }

        var plain = decimal.TryParse(roundTrip, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact != 0
            ? exact.ToString("0.############################", CultureInfo.InvariantCulture)
            : double.IsNegative(number) ? "-0" : "0";
        return plain.Contains('.') ? plain : plain + ".0";
    }

    private static string Digits(string roundTrip)
    {
        var end = roundTrip.IndexOf('E');
        var digits = (end < 0 ? roundTrip : roundTrip[..end]).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Trim('0');
        return digits.Length == 0 ? "0" : digits;
    }

    private static void WriteRepr(StringBuilder written, object? value, int nesting)
    {
        if (nesting > MaxNesting)
        {
            throw new ValueProblem("the value is nested too deep");
        }

        _ = value switch
        {
            null => written.Append("None"),
            bool flag => written.Append(flag ? "True" : "False"),
            string text => Quote(written, text),
            Secret secret => Quote(written, secret.Reveal()),
            long whole => written.Append(whole),
            double number => written.Append(Float(number)),
            IReadOnlyDictionary<string, object?> map => WriteMap(written, map, nesting),
            TupleValue tuple => WriteList(written, tuple, nesting, '(', tuple.Count == 1 ? ",)" : ")"),
            IReadOnlyList<object?> list => WriteList(written, list, nesting, '[', "]"),
            NamespaceValue names => WriteMap(written.Append("<Namespace "), names.Attributes, nesting).Append('>'),
            Unknown unknown => throw new UnknownReached(unknown),
            Undefined undefined => throw new ValueProblem($"'{undefined.Name}' is undefined"),
            Omit => throw new ValueProblem("'omit' must be the whole value; it cannot be part of a text"),
            CallableValue callable => throw new ValueProblem($"'{callable.Name}' is a function: it must be called, with ()"),
            _ => written.Append(value),
        };
    }

    private static StringBuilder WriteList(StringBuilder written, IReadOnlyList<object?> list, int nesting, char open, string close)
    {
        written.Append(open);
        for (var i = 0; i < list.Count; i++)
        {
            WriteRepr(i == 0 ? written : written.Append(", "), list[i], nesting + 1);
        }

        return written.Append(close);
    }

    private static StringBuilder WriteMap(StringBuilder written, IReadOnlyDictionary<string, object?> map, int nesting)
    {
        written.Append('{');
        var isFirst = true;
        foreach (var (key, value) in map)
        {
            Quote(isFirst ? written : written.Append(", "), key).Append(": ");
            WriteRepr(written, value, nesting + 1);
            isFirst = false;
        }

        return written.Append('}');
    }

    private static StringBuilder Quote(StringBuilder written, string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        written.Append(quote);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => written.Append("\\\\"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                _ when letter == quote => written.Append('\\').Append(letter),
                < ' ' or (>= '\x7f' and <= '\xa0') or '\xad' => written.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ when IsUnprintable(letter) => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => written.Append(letter),
            };
        }

        return written.Append(quote);
    }

    private static bool IsUnprintable(char letter) => letter > '\xff' && char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
