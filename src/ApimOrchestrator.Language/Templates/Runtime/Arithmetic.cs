using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The operators of numbers, texts and lists, with Python's results; whole numbers have 64 bits and say so when that is not enough.</summary>
internal static class Arithmetic
{
    public static object? Apply(string sign, object? left, object? right, Budget budget)
    {
        (left, right) = (Operand(left), Operand(right));
        try
        {
            return (sign, left, right) switch
            {
                ("+", string x, string y) => Joined(x, y, budget),
                ("%", string x, _) => PercentFormat.Apply(x, right, budget),
                ("+", TupleValue x, TupleValue y) => new TupleValue([.. x, .. y]),
                ("+", IReadOnlyList<object?> x, IReadOnlyList<object?> y) when left is TupleValue == right is TupleValue => Joined(x, y, budget),
                ("*", string x, long n) => Repeated(x, n, budget),
                ("*", long n, string x) => Repeated(x, n, budget),
                ("*", IReadOnlyList<object?> x, long n) => Repeated(x, n, budget),
                ("*", long n, IReadOnlyList<object?> x) => Repeated(x, n, budget),
                (_, long x, long y) => Whole(sign, x, y),
                (_, double x, double y) => Real(sign, x, y),
                (_, long x, double y) => Real(sign, x, y),
                (_, double x, long y) => Real(sign, x, y),
                _ => throw new ValueProblem($"'{sign}' does not work between {TypeName.Of(left)} and {TypeName.Of(right)}", Hint(sign, left, right)),
            };
        }
        catch (OverflowException)
        {
            throw new ValueProblem($"the result of '{sign}' is too large for 64 bits");
        }
    }

    public static object? Negate(object? value) => Operand(value) switch
    {
        long.MinValue => throw new ValueProblem("the result of '-' is too large for 64 bits"),
        long whole => (object)-whole,
        double number => -number,
        var other => throw new ValueProblem($"'-' does not work on {TypeName.Of(other)}"),
    };

    public static object? Plus(object? value) => Operand(value) switch
    {
        long or double => Operand(value),
        var other => throw new ValueProblem($"'+' does not work on {TypeName.Of(other)}"),
    };

    private static object? Operand(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        Secret secret => secret.Reveal(),
        _ => value,
    };

    private static object Whole(string sign, long x, long y) => sign switch
    {
        "+" => (object)checked(x + y),
        "-" => checked(x - y),
        "*" => checked(x * y),
        "/" => y == 0 ? throw Zero() : (double)x / y,
        "//" => FloorDivide(x, y),
        "%" => Modulo(x, y),
        _ => y < 0 ? (object)Real(sign, x, y) : Power(x, y),
    };

    private static long FloorDivide(long x, long y)
    {
        if (y == 0)
        {
            throw Zero();
        }

        var quotient = checked(x / y);
        return x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient;
    }

    private static long Modulo(long x, long y)
    {
        if (y is 0)
        {
            throw Zero();
        }

        var rest = y == -1 ? 0 : x % y;
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
    }

    private static long Power(long x, long y)
    {
        if (x is 0 or 1 or -1)
        {
            return y == 0 ? 1 : x == -1 && y % 2 == 0 ? 1 : x;
        }

        var power = 1L;
        for (; y > 0; y--)
        {
            power = checked(power * x);
        }

        return power;
    }

    private static double Real(string sign, double x, double y) => sign switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => y == 0 ? throw Zero() : x / y,
        "//" => y == 0 ? throw Zero() : Math.Floor((x - RealModulo(x, y)) / y),
        "%" => y == 0 ? throw Zero() : RealModulo(x, y),
        _ => RealPower(x, y),
    };

    private static double RealModulo(double x, double y)
    {
        var rest = x % y;
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest == 0 ? Math.CopySign(0, y) : rest;
    }

    private static double RealPower(double x, double y)
    {
        if (x == 0 && y < 0)
        {
            throw new ValueProblem("0 cannot be raised to a negative power");
        }

        var power = Math.Pow(x, y);
        return double.IsNaN(power) && !double.IsNaN(x) && !double.IsNaN(y)
            ? throw new ValueProblem("a negative number to a fractional power is not a real number")
            : double.IsInfinity(power) && !double.IsInfinity(x) && !double.IsInfinity(y) ? throw new OverflowException() : power;
    }

    private static string Joined(string x, string y, Budget budget)
    {
        budget.Size((long)x.Length + y.Length);
        return x + y;
    }

    private static ListValue Joined(IReadOnlyList<object?> x, IReadOnlyList<object?> y, Budget budget)
    {
        budget.Size((long)x.Count + y.Count);
        return [.. x, .. y];
    }

    private static string Repeated(string text, long count, Budget budget)
    {
        budget.Size(Math.Max(0, count) * (decimal)text.Length > long.MaxValue ? long.MaxValue : Math.Max(0, count) * text.Length);
        return string.Concat(Enumerable.Repeat(text, (int)Math.Clamp(count, 0, text.Length == 0 ? 0 : int.MaxValue)));
    }

    private static object Repeated(IReadOnlyList<object?> list, long count, Budget budget)
    {
        count = list.Count == 0 ? 0 : Math.Max(0, count);
        budget.Size(count > budget.Options.MaxSize ? long.MaxValue : count * list.Count);
        var items = Enumerable.Repeat(list, (int)count).SelectMany(l => l);
        return list is TupleValue ? new TupleValue([.. items]) : new ListValue(items);
    }

    private static ValueProblem Zero() => new("division by zero");

    private static string? Hint(string sign, object? left, object? right) => (sign, left, right) switch
    {
        ("+", string, long or double) or ("+", long or double, string) => "'~' joins values as text; '| int' makes a number of a text",
        (_, string, _) or (_, _, string) => "'| int' or '| float' makes a number of a text",
        ("+" or "-", IReadOnlyDictionary<string, object?>, _) => "'combine' merges mappings",
        ("-", IReadOnlyList<object?>, _) => "'difference' takes items away",
        _ => null,
    };
}
