using System.Globalization;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters of numbers.</summary>
internal static class NumberFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("int default? base?", ToInt);
        table.Add("float default?", c => ToFloat(c.Input, c.Or(0, 0.0)));
        table.Add("abs", c => c.Input is long or double or bool ? Abs(c.Input) : throw c.Wrong("a number", c.Input));
        table.Add("round precision? method?", Round);
        table.Add("log base?", c => c.Has(0) ? Finite(Log(Number(c, c.Input), Number(c, c[0]))) : Finite(Math.Log(Number(c, c.Input))));
        table.Add("pow y", c => Finite(Math.Pow(Number(c, c.Input), Number(c, c[0]))));
        table.Add("root base?", c => Finite(c.Has(0) ? Math.Pow(Number(c, c.Input), 1 / Number(c, c[0])) : Math.Sqrt(Number(c, c.Input))));
        table.Add("filesizeformat binary?", c => FileSize(ToFloat(c.Input, null) as double? ?? throw c.Wrong("a number", c.Input), c.Flag(0)));
        table.Add("human_readable isbits? unit?", c => HumanReadable(Number(c, c.Input), c.Flag(0), c.OptionalText(1)));
        table.Add("human_to_bytes default_unit? isbits?", HumanToBytes);
    }

    private static object? ToInt(Arguments call)
    {
        var otherwise = call.Or(0, 0L);
        var radix = call.Whole(1, 10);
        return call.Input switch
        {
            long whole => whole,
            bool flag => flag ? 1L : 0L,
            double number => double.IsFinite(number) && Math.Abs(number) < 9.2e18 ? (long)number : otherwise,
            string text => Parse(text.Trim().Replace("_", "", StringComparison.Ordinal), (int)Math.Clamp(radix, 0, 36)) ?? otherwise,
            _ => otherwise,
        };
    }

    private static object? Parse(string text, int radix)
    {
        if (radix == 10)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 9.2e18 ? (long)number : null;
        }

        var isNegative = text.StartsWith('-');
        var digits = text.TrimStart('-', '+').ToLowerInvariant();
        var prefix = radix switch { 16 => "0x", 8 => "0o", 2 => "0b", _ => "" };
        digits = prefix.Length > 0 && digits.StartsWith(prefix, StringComparison.Ordinal) ? digits[2..] : digits;
        var value = 0L;
        foreach (var digit in digits)
        {
            var size = char.IsAsciiDigit(digit) ? digit - '0' : char.IsAsciiLetterLower(digit) ? digit - 'a' + 10 : 99;
            if (size >= radix || value > (long.MaxValue - size) / radix)
            {
                return null;
            }

            value = (value * radix) + size;
        }

        return digits.Length == 0 ? null : isNegative ? -value : value;
    }

    private static object? ToFloat(object? value, object? otherwise) => value switch
    {
        long whole => (double)whole,
        double number => number,
        bool flag => flag ? 1.0 : 0.0,
        string text => text.Trim().TrimStart('+', '-').ToLowerInvariant() switch
        {
            "inf" or "infinity" => text.Trim().StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity,
            "nan" => double.NaN,
            _ => double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : otherwise,
        },
        _ => otherwise,
    };

    private static object Abs(object value) => value switch
    {
        long.MinValue => throw new ValueProblem("the result of 'abs' is too large for 64 bits"),
        double number => Math.Abs(number),
        long whole => (object)Math.Abs(whole),
        _ => value is true ? 1L : 0L,
    };

    private static object? Round(Arguments call)
    {
        var (number, precision, method) = (Number(call, call.Input), (int)Math.Clamp(call.Whole(0), -300, 300), call.Text(1, "common"));
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw new ValueProblem($"'round' has no method '{method}'", "there are: common, ceil, floor");
        }

        if (call.Input is long or bool && method == "common" && precision >= 0)
        {
            return (object)(call.Input is long whole ? whole : (long)number);
        }

        if (method == "common")
        {
            var exact = NumberRounding.HalfToEven(number, precision);
            return call.Input is long ? (object)(long)exact : exact;
        }

        var factor = Math.Pow(10, precision);
        return (method == "ceil" ? Math.Ceiling(number * factor) : Math.Floor(number * factor)) / factor;
    }

    private static double Log(double value, double radix) => radix == 10 ? Math.Log10(value) : Math.Log(value) / Math.Log(radix);

    private static double Finite(double value) => double.IsFinite(value) ? value : throw new ValueProblem("the result is not a number");

    private static double Number(Arguments call, object? value) => value switch
    {
        long whole => whole,
        double number => number,
        bool flag => flag ? 1 : 0,
        _ => throw call.Wrong("a number", value),
    };

    private static string FileSize(double bytes, bool isBinary)
    {
        var step = isBinary ? 1024.0 : 1000.0;
        string[] units = isBinary ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"] : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
        if (bytes == 1)
        {
            return "1 Byte";
        }

        if (bytes < step)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(long)bytes} Bytes");
        }

        var unit = 0;
        for (bytes /= step; bytes >= step && unit < units.Length - 1; unit++)
        {
            bytes /= step;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:F1} {units[unit]}");
    }

    private static string HumanReadable(double size, bool isBits, string? unit)
    {
        const string Prefixes = "YZEPTGMK";
        var name = isBits ? "b" : "B";
        var power = Prefixes.Length;
        for (var i = 0; i < Prefixes.Length; i++)
        {
            var limit = Math.Pow(1024, Prefixes.Length - i);
            if (unit is { Length: > 0 } ? char.ToUpperInvariant(unit[0]) == Prefixes[i] : size >= limit)
            {
                power = i;
                break;
            }
        }

        var value = size / Math.Pow(1024, Prefixes.Length - power);
        var word = power == Prefixes.Length ? (isBits ? "bits" : "Bytes") : Prefixes[power] + name;
        return string.Create(CultureInfo.InvariantCulture, $"{value:F2} {word}");
    }

    private static object? HumanToBytes(Arguments call)
    {
        var text = call.InputText.Trim();
        var end = text.Length;
        while (end > 0 && char.IsLetter(text[end - 1]))
        {
            end--;
        }

        var unit = end < text.Length ? text[end..] : call.OptionalText(0) ?? "";
        var power = unit.Length == 0 ? 0 : "BKMGTPEZY".IndexOf(char.ToUpperInvariant(unit[0]), StringComparison.Ordinal);
        return power >= 0 && double.TryParse(text[..end].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number * Math.Pow(1024, power) < 9.2e18
            ? (long)Math.Round(number * Math.Pow(1024, power), MidpointRounding.ToEven)
            : throw new ValueProblem($"'{text}' is not a size such as 10M or 1.5 GB");
    }
}
