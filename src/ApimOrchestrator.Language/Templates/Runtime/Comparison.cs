using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Equality, order and membership as Python has them.</summary>
internal static class Comparison
{
    /// <summary>Numbers compare by value (and true is 1), texts letter by letter, lists and mappings by their contents; different kinds are never equal.</summary>
    public static bool AreEqual(object? left, object? right)
    {
        (left, right) = (Plain(left), Plain(right));
        return (left, right) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
            (long x, long y) => x == y,
            (double x, double y) => x == y,
            (long x, double y) => IsExactly(x, y),
            (double x, long y) => IsExactly(y, x),
            (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y) => PairsEqual(x, y),
            (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => left is TupleValue == right is TupleValue && ItemsEqual(x, y),
            _ => left.Equals(right),
        };
    }

    /// <summary>Negative where the left value comes first; an error where the two have no order.</summary>
    public static int Order(object? left, object? right, string sign = "<")
    {
        var (plainLeft, plainRight) = (Plain(left), Plain(right));
        return (plainLeft, plainRight) switch
        {
            (string x, string y) => string.CompareOrdinal(x, y),
            (long x, long y) => x.CompareTo(y),
            (double x, double y) => x.CompareTo(y),
            (long x, double y) => Order(x, y),
            (double x, long y) => -Order(y, x),
            (IReadOnlyList<object?> x, IReadOnlyList<object?> y) when left is TupleValue == right is TupleValue => ListOrder(x, y, sign),
            _ => throw new ValueProblem($"'{sign}' cannot compare {TypeName.Of(left)} with {TypeName.Of(right)}", Hint(plainLeft, plainRight)),
        };
    }

    public static bool IsIn(object? item, object? container)
    {
        switch (Plain(container))
        {
            case string text:
                return Plain(item) is string part
                    ? text.Contains(part, StringComparison.Ordinal)
                    : throw new ValueProblem($"only a string can be in a string, not {TypeName.Of(item)}", "'| string' makes a text of a value");
            case IReadOnlyDictionary<string, object?> map:
                return map.ContainsKey(KeyOf(item));
            case IReadOnlyList<object?> list:
                return list.Any(i => AreEqual(i, item));
            default:
                throw new ValueProblem($"'in' needs a list, a mapping or a string on its right, not {TypeName.Of(container)}");
        }
    }

    /// <summary>The key of a mapping for a value: mappings have texts as keys, so 8080 finds '8080'.</summary>
    public static string KeyOf(object? value) => value switch
    {
        string text => text,
        IReadOnlyDictionary<string, object?> or (IReadOnlyList<object?> and not TupleValue) => throw new ValueProblem($"{TypeName.Of(value)} cannot be a key of a mapping"),
        _ => ValueText.Known(value),
    };

    private static bool PairsEqual(IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y)
    {
        Budget.EnsureStack();
        return x.Count == y.Count && x.All(p => y.TryGetValue(p.Key, out var other) && AreEqual(p.Value, other));
    }

    private static bool ItemsEqual(IReadOnlyList<object?> x, IReadOnlyList<object?> y)
    {
        Budget.EnsureStack();
        if (x.Count != y.Count)
        {
            return false;
        }

        for (var i = 0; i < x.Count; i++)
        {
            if (!AreEqual(x[i], y[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int ListOrder(IReadOnlyList<object?> x, IReadOnlyList<object?> y, string sign)
    {
        Budget.EnsureStack();
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            if (!AreEqual(x[i], y[i]))
            {
                return Order(x[i], y[i], sign);
            }
        }

        return x.Count.CompareTo(y.Count);
    }

    private static object? Plain(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        Secret secret => secret.Reveal(),
        Unknown unknown => throw new UnknownReached(unknown),
        Undefined undefined => throw new ValueProblem($"'{undefined.Name}' is undefined"),
        _ => value,
    };

    private static bool IsExactly(long whole, double number) => number == whole && number < 9.3e18 && (long)number == whole;

    private static int Order(long whole, double number) =>
        whole < number ? -1 : whole > number ? 1 : number is > -9.2e18 and < 9.2e18 ? whole.CompareTo((long)number) : 0;

    private static string? Hint(object? left, object? right) => (left, right) switch
    {
        (string, long or double) or (long or double, string) => "'| int' or '| float' makes a number of a text",
        (null, _) or (_, null) => "'| default(0)' or a test such as 'is not none' handles a missing value",
        _ => null,
    };
}
