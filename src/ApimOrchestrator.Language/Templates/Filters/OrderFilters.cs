using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters that order, group and sum up; letter case does not count unless they are told so.</summary>
internal static class OrderFilters
{
    private static readonly Comparer<object?> Order = Comparer<object?>.Create((x, y) => Comparison.Order(x, y));

    public static void AddTo(FunctionTable table)
    {
        table.Add("sort reverse? case_sensitive? attribute?", c => Sorted(c.InputList, Keys(c, c.OptionalText(2), c.Flag(1)), c.Flag(0)));
        table.Add("dictsort case_sensitive? by? reverse?", DictSort);
        table.Add("min case_sensitive? attribute?", c => Extreme(c, 1));
        table.Add("max case_sensitive? attribute?", c => Extreme(c, -1));
        table.Add("sum attribute? start?", Sum);
        table.Add("groupby attribute default? case_sensitive?", GroupBy);
    }

    private static ListValue Sorted(IReadOnlyList<object?> list, Func<object?, object?> key, bool isReversed) =>
        new(Guarded(() => (isReversed ? list.OrderByDescending(key, Order) : list.OrderBy(key, Order)).ToArray()));

    /// <summary>Sorting wraps what a comparison throws.</summary>
    private static object?[] Guarded(Func<object?[]> sort)
    {
        try
        {
            return sort();
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ValueProblem problem)
        {
            throw new ValueProblem(problem.Message, problem.Help);
        }
        catch (InvalidOperationException exception) when (exception.InnerException is UnknownReached reached)
        {
            throw new UnknownReached(reached.Cause);
        }
    }

    /// <summary>What items are ordered by: themselves, or one or more attributes (<c>a.b,c</c>).</summary>
    private static Func<object?, object?> Keys(Arguments call, string? attributes, bool isCaseSensitive)
    {
        object? Folded(object? value) => !isCaseSensitive && value is string text ? text.ToLowerInvariant() : value;
        if (attributes is null)
        {
            return Folded;
        }

        var paths = attributes.Split(',');
        return item =>
        {
            call.Budget.Step();
            return paths.Length == 1 ? Folded(Paths.Needed(item, paths[0])) : new ListValue(paths.Select(p => Folded(Paths.Needed(item, p))));
        };
    }

    private static ListValue DictSort(Arguments call)
    {
        var by = call.Text(1, "key");
        var position = by switch { "key" => 0, "value" => 1, _ => throw new ValueProblem($"'dictsort' sorts by key or value, not by '{by}'") };
        var key = Keys(call, null, call.Flag(0));
        var pairs = call.InputMap.Select(p => (object?)new TupleValue(p.Key, p.Value)).ToArray();
        return Sorted(pairs, pair => key(((TupleValue)pair!)[position]), call.Flag(2));
    }

    private static object? Extreme(Arguments call, int direction)
    {
        var (list, key) = (call.InputList, Keys(call, call.OptionalText(1), call.Flag(0)));
        if (list.Count < 2)
        {
            return list.Count == 0 ? new Undefined("an item of an empty list") : list[0];
        }

        var (best, bestKey) = (list[0], key(list[0]));
        foreach (var item in list.Skip(1))
        {
            var itemKey = key(item);
            if (Comparison.Order(itemKey, bestKey) * direction < 0)
            {
                (best, bestKey) = (item, itemKey);
            }
        }

        return best;
    }

    private static object? Sum(Arguments call)
    {
        var sum = call.Or(1, 0L);
        foreach (var item in Paths.Each(call, call.OptionalText(0)))
        {
            call.Budget.Step();
            sum = item is Unknown unknown ? throw new UnknownReached(unknown) : Arithmetic.Apply("+", sum, item, call.Budget);
        }

        return sum;
    }

    private static ListValue GroupBy(Arguments call)
    {
        var path = call.Text(0);
        object? Value(object? item) => Paths.Of(item, path) is var value and not Undefined ? value : call.Has(1) ? call[1] : Paths.Needed(item, path);
        object? Key(object? item) => Value(item) is string text && !call.Flag(2) ? text.ToLowerInvariant() : Value(item);
        var groups = new ListValue();
        ListValue? current = null;
        object? currentKey = null;
        foreach (var item in Sorted(call.InputList, Key, isReversed: false))
        {
            call.Budget.Step();
            var key = Key(item);
            if (current is null || !Comparison.AreEqual(key, currentKey))
            {
                (current, currentKey) = ([], key);
                groups.Add(new TupleValue(Value(item), current) { Names = ["grouper", "list"] });
            }

            current.Add(item);
        }

        return groups;
    }
}
