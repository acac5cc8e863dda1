using System.Globalization;
using System.Numerics;

namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>Reads numbers and truth values as the server does.</summary>
internal static class DialectScalars
{
    /// <summary>The type of the value at the current token, which is taken.</summary>
    public static DialectKind Read(DialectTokens tokens, Action<TomlDialectProblem> report)
    {
        var token = tokens.Current;
        var kind = token.Type switch
        {
            DialectTokenType.DecimalInteger => Integer(token, 0, 10, report),
            DialectTokenType.HexInteger => Integer(token, 2, 16, report),
            DialectTokenType.OctalInteger => Integer(token, 2, 8, report),
            DialectTokenType.BinaryInteger => Integer(token, 2, 2, report),
            DialectTokenType.Float => Float(token, report),
            DialectTokenType.InfinityOrNaN => DialectKind.None,
            DialectTokenType.True or DialectTokenType.False => DialectKind.Boolean,
            _ => throw tokens.Unexpected("a value: a quoted text, a number, true, false, a date, an array or an inline table"),
        };
        tokens.Advance();
        return kind;
    }

    private static DialectKind Integer(DialectToken token, int prefix, int radix, Action<TomlDialectProblem> report)
    {
        var value = BigInteger.Zero;
        foreach (var digit in token.Text[prefix..].Where(char.IsAsciiHexDigit))
        {
            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
        }

        var negative = token.Text[0] == '-';
        if (value <= (negative ? -(BigInteger)long.MinValue : long.MaxValue))
        {
            return DialectKind.Integer;
        }

        report(new TomlDialectProblem(TomlVerdict.Rejected, token.Line, token.Column, $"the server refuses {token.Text}: integers go from {long.MinValue} to {long.MaxValue}"));
        return DialectKind.None;
    }

    private static DialectKind Float(DialectToken token, Action<TomlDialectProblem> report)
    {
        var value = double.Parse(token.Text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        var mantissa = token.Text.Split('e', 'E')[0];
        if (!double.IsInfinity(value) && (value != 0 || !mantissa.Any(digit => digit is >= '1' and <= '9')))
        {
            return DialectKind.Float;
        }

        report(new TomlDialectProblem(TomlVerdict.Rejected, token.Line, token.Column, $"the server refuses {token.Text}: it is too {(value == 0 ? "small" : "large")} for a number of 64 bits"));
        return DialectKind.None;
    }
}
