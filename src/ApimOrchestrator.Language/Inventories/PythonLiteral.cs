using System.Globalization;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>
/// Reads a value of an INI inventory as Ansible does: what is a Python literal (<c>True</c>, <c>12</c>, <c>[1, 'a']</c>, <c>{'k': None}</c>) has that type, everything else
/// is a text. So <c>yes</c> and <c>0644</c> stay texts.
/// </summary>
public static class PythonLiteral
{
    /// <summary>The value of a text.</summary>
    /// <param name="text">As written after the <c>=</c>.</param>
    public static object? Read(string text)
    {
        var reader = new PythonLiteralReader(text);
        return reader.TryRead(out var value) ? value : text;
    }

    /// <summary>A Python number's value, or null where it is none: decimal without leading zeros, <c>0x 0o 0b</c>, underscores between digits, fractions and exponents.</summary>
    internal static object? Number(string text)
    {
        if (text.Length == 0 || text[0] == '_' || text[^1] == '_' || text.Contains("__", StringComparison.Ordinal))
        {
            return null;
        }

        var digits = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits switch
        {
            ['0', 'x', .. var rest] => InBase(rest, 16),
            ['0', 'o', .. var rest] => InBase(rest, 8),
            ['0', 'b', .. var rest] => InBase(rest, 2),
            _ when digits.All(char.IsAsciiDigit) => digits[0] == '0' && digits.Trim('0').Length > 0 ? null : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            _ when char.IsAsciiDigit(digits[0]) || digits[0] == '.' => double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ => null,
        };
    }

    private static long? InBase(string digits, int radix)
    {
        long value = 0;
        foreach (var digit in digits)
        {
            var next = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (next >= radix || value > (long.MaxValue - next) / radix)
            {
                return null;
            }

            value = (value * radix) + next;
        }

        return digits.Length == 0 ? null : value;
    }
}
