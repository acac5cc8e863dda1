using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Ansible's filters of mappings.</summary>
internal static class MapFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("combine * **", Combine);
        table.Add("dict2items key_name? value_name?", c => new ListValue(c.InputMap.Select(p => (object?)new MapValue { [c.Text(0, "key")] = p.Key, [c.Text(1, "value")] = p.Value })));
        table.Add("items2dict key_name? value_name?", ToMap);
        table.Add("rekey_on_member key duplicates?", Rekeyed);
    }

    private static IReadOnlyDictionary<string, object?> Combine(Arguments call)
    {
        var unknown = call.Named.Keys.FirstOrDefault(k => k is not ("recursive" or "list_merge"));
        if (unknown is not null)
        {
            throw new ValueProblem($"'combine' has no argument '{unknown}'", "it takes: recursive, list_merge");
        }

        var recursive = call.Named.TryGetValue("recursive", out var flag) && Truth.Of(flag);
        var lists = call.Named.TryGetValue("list_merge", out var merge) ? ValueText.Known(merge) : "replace";
        if (lists is not ("replace" or "keep" or "append" or "prepend" or "append_rp" or "prepend_rp"))
        {
            throw new ValueProblem($"'list_merge' cannot be '{lists}'", "there are: replace, keep, append, prepend, append_rp, prepend_rp");
        }

        IReadOnlyDictionary<string, object?> combined = new MapValue();
        foreach (var map in new[] { call.Input }.Concat(call.More).SelectMany(m => m is IReadOnlyList<object?> many ? many : [m]).Where(m => m is not null))
        {
            combined = Merged(call, combined, map as IReadOnlyDictionary<string, object?> ?? throw call.Wrong("mappings", map), recursive, lists);
        }

        return combined;
    }

    private static MapValue Merged(Arguments call, IReadOnlyDictionary<string, object?> low, IReadOnlyDictionary<string, object?> high, bool recursive, string lists)
    {
        Budget.EnsureStack();
        var merged = MapValue.Of(low);
        foreach (var (key, value) in high)
        {
            call.Budget.Step();
            merged[key] = !merged.TryGetValue(key, out var before) ? value : (before, value) switch
            {
                (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y) => recursive ? Merged(call, x, y, recursive, lists) : y,
                (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => MergedLists(x, y, lists),
                _ => value,
            };
        }

        return merged;
    }

    private static IReadOnlyList<object?> MergedLists(IReadOnlyList<object?> low, IReadOnlyList<object?> high, string lists) => lists switch
    {
        "keep" => low,
        "append" => new ListValue([.. low, .. high]),
        "prepend" => new ListValue([.. high, .. low]),
        "append_rp" => new ListValue([.. low.Where(i => !Comparison.IsIn(i, high)), .. high]),
        "prepend_rp" => new ListValue([.. high, .. low.Where(i => !Comparison.IsIn(i, high))]),
        _ => high,
    };

    private static MapValue ToMap(Arguments call)
    {
        var (keyName, valueName) = (call.Text(0, "key"), call.Text(1, "value"));
        var map = new MapValue();
        foreach (var item in call.Input is IReadOnlyList<object?> list ? list : throw call.Wrong("a list", call.Input))
        {
            if (item is not IReadOnlyDictionary<string, object?> pair || !pair.TryGetValue(keyName, out var key) || !pair.TryGetValue(valueName, out var value))
            {
                throw new ValueProblem($"'items2dict' needs items with the keys '{keyName}' and '{valueName}'");
            }

            map[Comparison.KeyOf(key)] = value;
        }

        return map;
    }

    private static MapValue Rekeyed(Arguments call)
    {
        var (member, overwrites) = (call.Text(0), call.Text(1, "error") == "overwrite");
        var map = new MapValue();
        foreach (var item in call.Input is IReadOnlyDictionary<string, object?> values ? values.Values : call.InputList)
        {
            var key = Comparison.KeyOf(Paths.Needed(item, member));
            map[key] = overwrites || !map.ContainsKey(key) ? item : throw new ValueProblem($"the key '{key}' occurs twice", "duplicates='overwrite' keeps the last one");
        }

        return map;
    }
}
