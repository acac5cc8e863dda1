using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Methods;

/// <summary>Python's methods of dictionaries. Only mappings a template has made itself can be changed.</summary>
internal static class MapMethods
{
    public static FunctionTable Table()
    {
        var table = new FunctionTable();
        table.Add("items", c => new ListValue(c.InputMap.Select(p => (object?)new TupleValue(p.Key, p.Value))));
        table.Add("keys", c => new ListValue(c.InputMap.Keys));
        table.Add("values", c => new ListValue(c.InputMap.Values));
        table.Add("get key default?", c => c.InputMap.TryGetValue(Comparison.KeyOf(c[0]), out var value) ? value : c[1]);
        table.Add("copy", c => MapValue.Of(c.InputMap));
        table.Add("update other? **", Update);
        table.Add("setdefault key default?", SetDefault);
        table.Add("pop key default?", Pop);
        table.Add("clear", c => Cleared(Own(c)));
        return table;
    }

    private static MapValue Own(Arguments call) => call.Input as MapValue
        ?? throw new ValueProblem("a mapping that comes from a variable cannot be changed", "make a new one: mapping | combine({...})");

    private static object? Update(Arguments call)
    {
        var map = Own(call);
        var other = !call.Has(0) ? call.Named
            : call[0] as IReadOnlyDictionary<string, object?>
            ?? throw call.Wrong("a mapping", call[0]);
        foreach (var (key, value) in other.Concat(call.Has(0) ? call.Named : Signature.NoNames).ToArray())
        {
            map[key] = value;
        }

        return null;
    }

    private static object? SetDefault(Arguments call)
    {
        var map = Own(call);
        var key = Comparison.KeyOf(call[0]);
        if (!map.TryGetValue(key, out var value))
        {
            map[key] = value = call[1];
        }

        return value;
    }

    private static object? Pop(Arguments call)
    {
        var map = Own(call);
        var key = Comparison.KeyOf(call[0]);
        if (map.Remove(key, out var value))
        {
            return value;
        }

        return call.Has(1) ? call[1] : throw new ValueProblem($"the mapping has no key '{key}'");
    }

    private static object? Cleared(MapValue map)
    {
        map.Clear();
        return null;
    }
}
