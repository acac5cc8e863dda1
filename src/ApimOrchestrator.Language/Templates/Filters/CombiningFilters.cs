using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters that make one list of several, or of nested ones.</summary>
internal static class CombiningFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("flatten levels? skip_nulls?", c => Flat(c, c.InputList, c[0] is null ? null : c.Whole(0), c.Flag(1, true)));
        table.Add("zip *", c => Zipped(c, Lists(c), Lists(c).Min(l => l.Count), null));
        table.Add("zip_longest * **", c => Zipped(c, Lists(c), Lists(c).Max(l => l.Count), c.Named.GetValueOrDefault("fillvalue")));
        table.Add("product * **", Product);
        table.Add("permutations length?", c => Picked(c, c.Has(0) && c[0] is not null ? c.Whole(0) : c.InputList.Count, isOrdered: true));
        table.Add("combinations length", c => Picked(c, c.Whole(0), isOrdered: false));
        table.Add("subelements subelements skip_missing?", SubElements);
        table.Add("extract container morekeys?", Extract);
    }

    private static List<IReadOnlyList<object?>> Lists(Arguments call) => [call.InputList, .. call.More.Select(l => Items.Of(l, "this filter"))];

    private static ListValue Flat(Arguments call, IReadOnlyList<object?> list, long? levels, bool skipsNulls, int nesting = 0)
    {
        if (nesting > 100)
        {
            throw new ValueProblem("the list is nested too deep");
        }

        var flat = new ListValue();
        foreach (var item in list)
        {
            call.Budget.Step();
            if (skipsNulls && item is null or "None" or "null")
            {
                continue;
            }

            if (item is IReadOnlyList<object?> inner && levels is null or >= 1)
            {
                flat.AddRange(Flat(call, inner, levels - 1, skipsNulls, nesting + 1));
            }
            else
            {
                flat.Add(item);
            }
        }

        return flat;
    }

    private static ListValue Zipped(Arguments call, List<IReadOnlyList<object?>> lists, int length, object? fill)
    {
        var zipped = new ListValue();
        for (var i = 0; i < length; i++)
        {
            call.Budget.Step(lists.Count);
            zipped.Add(new TupleValue([.. lists.Select(l => i < l.Count ? l[i] : fill)]));
        }

        return zipped;
    }

    /// <summary>Every choice of so many items, in the order of Python's itertools.</summary>
    private static ListValue Picked(Arguments call, long length, bool isOrdered)
    {
        var list = call.InputList;
        var picked = new ListValue();
        if (length < 0)
        {
            throw new ValueProblem("the number of items to choose cannot be negative");
        }

        if (length <= list.Count)
        {
            Pick(call, list, new List<int>((int)length), (int)length, isOrdered, picked);
        }

        return picked;
    }

    private static void Pick(Arguments call, IReadOnlyList<object?> list, List<int> chosen, int length, bool isOrdered, ListValue picked)
    {
        Budget.EnsureStack();
        if (chosen.Count == length)
        {
            call.Budget.Step(1 + (length >> 3));
            picked.Add(new TupleValue([.. chosen.Select(index => list[index])]));
            return;
        }

        for (var index = isOrdered || chosen.Count == 0 ? 0 : chosen[^1] + 1; index < list.Count; index++)
        {
            call.Budget.Step();
            if (!isOrdered || !chosen.Contains(index))
            {
                chosen.Add(index);
                Pick(call, list, chosen, length, isOrdered, picked);
                chosen.RemoveAt(chosen.Count - 1);
            }
        }
    }

    private static ListValue Product(Arguments call)
    {
        var lists = Lists(call);
        var repeat = call.Named.TryGetValue("repeat", out var times) ? times as long? ?? throw call.Wrong("a whole number for repeat", times) : 1;
        call.Budget.Size(repeat);
        IEnumerable<object?[]> rows = [[]];
        foreach (var list in Enumerable.Repeat(lists, (int)Math.Max(0, repeat)).SelectMany(l => l))
        {
            var before = rows;
            rows = before.SelectMany(row => list.Select(item => (object?[])[.. row, item]));
        }

        var product = new ListValue();
        foreach (var row in rows)
        {
            call.Budget.Step(row.Length + 1);
            product.Add(new TupleValue(row));
        }

        return product;
    }

    private static ListValue SubElements(Arguments call)
    {
        var elements = call.Input is IReadOnlyDictionary<string, object?> map ? [.. map.Values] : call.InputList;
        var steps = call[0] is string path ? path.Split('.') : [.. call.List(0).Select(ValueText.Known)];
        var pairs = new ListValue();
        foreach (var element in elements)
        {
            foreach (var value in SubList(element, steps, call.Flag(1)))
            {
                call.Budget.Step();
                pairs.Add(new TupleValue(element, value));
            }
        }

        return pairs;
    }

    private static IReadOnlyList<object?> SubList(object? element, string[] steps, bool skipsMissing)
    {
        var value = element;
        foreach (var step in steps)
        {
            var map = value as IReadOnlyDictionary<string, object?> ?? throw new ValueProblem($"'subelements' looks for '{step}' in a mapping, not in {TypeName.Of(value)}");
            if (!map.TryGetValue(step, out value))
            {
                return skipsMissing ? [] : throw new ValueProblem($"an item has no key '{step}'", "'skip_missing=True' leaves such items out");
            }
        }

        return value as IReadOnlyList<object?> ?? throw new ValueProblem($"'{string.Join('.', steps)}' must be a list, not {TypeName.Of(value)}");
    }

    private static object? Extract(Arguments call)
    {
        var value = Items.At(call[0], call.Input, () => ValueText.Known(call.Input));
        var more = call[1] switch { null => [], IReadOnlyList<object?> keys => keys, var key => [key] };
        foreach (var key in more)
        {
            value = Items.At(value, key, () => ValueText.Known(key));
        }

        return value;
    }
}
