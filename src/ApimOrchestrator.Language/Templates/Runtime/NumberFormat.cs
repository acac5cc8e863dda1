using System.Globalization;
using System.Numerics;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Numbers in the notations of Python's formatting: <c>d x X o b f F e E g G %</c>.</summary>
internal static class NumberFormat
{
    private const int MaxPrecision = 200;

    /// <summary>The digits of a whole number without its sign.</summary>
    public static string Whole(long value, char kind, bool hasPrefix)
    {
        var size = BigInteger.Abs(value);
        return kind switch
        {
            'x' => (hasPrefix ? "0x" : "") + Hex(size),
            'X' => (hasPrefix ? "0X" : "") + Hex(size).ToUpperInvariant(),
            'o' => (hasPrefix ? "0o" : "") + InBase(size, 8),
            'b' => (hasPrefix ? "0b" : "") + InBase(size, 2),
            _ => size.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The digits of a float without its sign.</summary>
    public static string Real(double value, char kind, int precision)
    {
        if (precision > MaxPrecision)
        {
            throw new ValueProblem($"the precision {precision} is too large");
        }

        value = Math.Abs(value);
        if (!double.IsFinite(value))
        {
            return char.IsUpper(kind) ? ValueText.Float(value).ToUpperInvariant() : ValueText.Float(value);
        }

        return kind switch
        {
            'f' or 'F' => Fixed(value, precision),
            'e' or 'E' => Exponent(value, kind, precision),
            '%' => Fixed(value * 100, precision) + "%",
            _ => General(value, kind, precision == 0 ? 1 : precision),
        };
    }

    private static string Fixed(double value, int precision) => value.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Exponent(double value, char kind, int precision)
    {
        var written = value.ToString((kind == 'e' ? "e" : "E") + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var at = written.IndexOf(kind);
        var digits = written[(at + 2)..].TrimStart('0');
        return written[..(at + 2)] + digits.PadLeft(2, '0');
    }

    private static string General(double value, char kind, int precision)
    {
        var exponential = Exponent(value, kind == 'G' ? 'E' : 'e', precision - 1);
        var at = exponential.IndexOfAny(['e', 'E']);
        var exponent = int.Parse(exponential.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent < -4 || exponent >= precision
            ? Trimmed(exponential[..at]) + exponential[at..]
            : Trimmed(Fixed(value, Math.Max(0, precision - 1 - exponent)));
    }

    private static string Trimmed(string digits) => digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;

    private static string Hex(BigInteger value) => InBase(value, 16);

    private static string InBase(BigInteger value, int radix)
    {
        var digits = value.IsZero ? "0" : "";
        for (; !value.IsZero; value /= radix)
        {
            digits = "0123456789abcdef"[(int)(value % radix)] + digits;
        }

        return digits;
    }
}
