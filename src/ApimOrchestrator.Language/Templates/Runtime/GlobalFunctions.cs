using ApimOrchestrator.Language.Templates.Lookups;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The functions every template may call.</summary>
internal static class GlobalFunctions
{
    public static FunctionTable All()
    {
        var table = new FunctionTable();
        table.Add("range start stop? step?", Range);
        table.Add("dict pairs? **", c => MapOf(c));
        table.Add("namespace pairs? **", Namespace);
        table.Add("lookup name * **", c => LookupTable.Call(c, wantsList: false));
        table.Add("query name * **", c => LookupTable.Call(c, wantsList: true));
        table.Alias("query", "q");
        return table;
    }

    private static ListValue Range(Arguments call)
    {
        var (start, stop, step) = call.Has(1) ? (call.Whole(0), call.Whole(1), call.Whole(2, 1)) : (0, call.Whole(0), 1);
        if (step == 0)
        {
            throw new ValueProblem("the step of range() cannot be zero");
        }

        var distance = step > 0 ? (decimal)stop - start : (decimal)start - stop;
        var count = distance <= 0 ? 0 : Math.Ceiling(distance / Math.Abs((decimal)step));
        if (count > call.Budget.Options.MaxRange)
        {
            throw new ValueProblem($"range() is too large: at most {call.Budget.Options.MaxRange} numbers");
        }

        var numbers = new ListValue();
        for (var i = 0; i < count; i++)
        {
            numbers.Add(start + (i * step));
        }

        return numbers;
    }

    private static MapValue MapOf(Arguments call)
    {
        var map = new MapValue();
        if (call[0] is IReadOnlyDictionary<string, object?> given)
        {
            map = MapValue.Of(given);
        }
        else if (call.Has(0))
        {
            foreach (var pair in call.List(0))
            {
                var items = Items.Of(pair, "'dict'");
                map[Comparison.KeyOf(items.Count == 2 ? items[0] : throw new ValueProblem("'dict' needs pairs of a key and a value"))] = items[1];
            }
        }

        foreach (var (name, value) in call.Named)
        {
            map[name] = value;
        }

        return map;
    }

    private static NamespaceValue Namespace(Arguments call)
    {
        var names = new NamespaceValue();
        foreach (var (name, value) in MapOf(call))
        {
            names.Attributes[name] = value;
        }

        return names;
    }
}
