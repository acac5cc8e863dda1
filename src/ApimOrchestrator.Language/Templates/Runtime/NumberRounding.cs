using System.Numerics;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Rounding as Python's <c>round()</c> does it: on the exact binary value, ties to the even digit.</summary>
internal static class NumberRounding
{
    public static double HalfToEven(double value, int places)
    {
        if (!double.IsFinite(value) || value == 0 || places > 22)
        {
            return value;
        }

        var (numerator, denominator) = Fraction(value);
        var scale = BigInteger.Pow(10, Math.Abs(places));
        (numerator, denominator) = places >= 0 ? (numerator * scale, denominator) : (numerator, denominator * scale);
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var rest);
        var twice = (rest * 2).CompareTo(denominator);
        quotient += twice > 0 || (twice == 0 && !quotient.IsEven) ? 1 : 0;
        var digits = quotient.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var rounded = double.Parse($"{digits}e{-places}", System.Globalization.CultureInfo.InvariantCulture);
        return value < 0 ? -rounded : rounded;
    }

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = exponent == 0 ? bits & 0xFFFFFFFFFFFFF : (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        var power = (exponent == 0 ? 1 : exponent) - 1075;
        return power >= 0 ? (new BigInteger(mantissa) << power, BigInteger.One) : (mantissa, BigInteger.One << -power);
    }
}
