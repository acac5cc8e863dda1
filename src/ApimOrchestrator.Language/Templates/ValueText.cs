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

        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var isSmall = Math.Abs(number) < 1e16;
        if (isSmall && !shortest.Contains('E'))
        {
            return shortest.Contains('.') ? shortest : shortest + ".0";
        }

        return isSmall && Math.Abs(number) >= 1e-4
            ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.0###################", CultureInfo.InvariantCulture)
            : Exponential(shortest);
    }

    /// <summary>The shortest digits with an exponent of at least two digits.</summary>
    private static string Exponential(string shortest)
    {
        var sign = shortest[0] == '-' ? "-" : "";
        var mark = shortest.IndexOf('E');
        if (mark < 0)
        {
            var digits = shortest[sign.Length..];
            var rest = digits[1..].TrimEnd('0');
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{(rest.Length > 0 ? "." : "")}{rest}e+{digits.Length - 1:00}");
        }

        var exponent = int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{shortest[..mark]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}");
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
            ObjectValue => throw new ValueProblem($"{TypeName.Of(value)} has no text"),
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
