using System.Globalization;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>
/// What YAML 1.1 makes of a plain scalar, as PyYAML and so Ansible read it: <c>yes</c> and <c>on</c> are true, <c>0644</c> is octal, <c>1:30</c> is 90,
/// <c>1e3</c> is a text because the point is missing. Dates stay texts.
/// </summary>
public static partial class YamlTypes
{
    /// <summary>The value of a plain scalar: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or the text itself. Whole numbers that do not fit 64 bits stay texts.</summary>
    /// <param name="text">The scalar's text.</param>
    public static object? Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return false;
        }

        if (text.Length > 100 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return text;
        }

        return WholeNumber().IsMatch(text) ? Whole(text) ?? (object)text
            : Fraction().IsMatch(text) ? Fractional(text)
            : text;
    }

    private static long? Whole(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var negative = digits[0] == '-';
        digits = digits.TrimStart('+', '-');
        Int128? magnitude = digits switch
        {
            "0" => 0,
            ['0', 'b', .. var binary] => InBase(binary, 2),
            ['0', 'x', .. var hexadecimal] => InBase(hexadecimal, 16),
            ['0', .. var octal] => InBase(octal, 8),
            _ when digits.Contains(':', StringComparison.Ordinal) => Sexagesimal(digits.Split(':')),
            _ => InBase(digits, 10),
        };
        return (negative ? -magnitude : magnitude) is { } value && value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    private static Int128? InBase(string digits, int radix)
    {
        Int128 value = 0;
        foreach (var digit in digits)
        {
            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
            if (value > (Int128)ulong.MaxValue)
            {
                return null;
            }
        }

        return value;
    }

    private static Int128? Sexagesimal(string[] parts)
    {
        Int128 value = 0;
        foreach (var part in parts)
        {
            if (value > long.MaxValue || InBase(part, 10) is not { } digits)
            {
                return null;
            }

            value = (value * 60) + digits;
        }

        return value;
    }

    private static double Fractional(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        var sign = digits[0] == '-' ? -1.0 : 1.0;
        digits = digits.TrimStart('+', '-');
        return digits switch
        {
            ".inf" => sign * double.PositiveInfinity,
            ".nan" => double.NaN,
            _ => sign * digits.Split(':').Aggregate(0.0, (value, part) => (value * 60) + double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture)),
        };
    }

    // The patterns are the YAML 1.1 types "int" and "float" (yaml.org/type) as PyYAML 6 resolves them.
    [GeneratedRegex(@"^(?:[-+]?0b[0-1_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0[0-7_]*|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();
}
