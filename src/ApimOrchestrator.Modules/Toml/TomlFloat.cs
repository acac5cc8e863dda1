using System.Globalization;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>A float with the digits it was given in, so that <c>4.10</c> stays <c>4.10</c>.</summary>
/// <param name="Value">Its value; finite.</param>
/// <param name="Text">Its digits, in a form the server reads.</param>
internal sealed partial record TomlFloat(double Value, string Text)
{
    /// <summary>Whether a text is a float in a form the server reads: no leading zero, also not in the exponent.</summary>
    public static bool IsWrittenSo(string text) => Form().IsMatch(text);

    /// <summary>The shortest digits of a finite number, in a form the server reads.</summary>
    public static string Digits(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        if (digits.Split('E') is [var mantissa, var exponent])
        {
            return $"{mantissa}e{int.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
        }

        return digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0";
    }

    /// <summary>The digits.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(@"^[-+]?(0|[1-9](_?\d)*)((\.\d(_?\d)*)([eE][-+]?(0|[1-9]\d*))?|[eE][-+]?(0|[1-9]\d*))$")]
    private static partial Regex Form();
}
