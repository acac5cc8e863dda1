using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters that treat lists as sets; items keep the order of their first appearance.</summary>
internal static class SetFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("unique case_sensitive? attribute?", Unique);
        table.Add("union b", c => Distinct(c, Needed(c, c.Input).Concat(Needed(c, c[0]))));
        table.Add("intersect b", c => Distinct(c, In(c, c.InputList, c.List(0), isWanted: true)));
        table.Add("difference b", c => Distinct(c, In(c, c.InputList, c.List(0), isWanted: false)));
        table.Add("symmetric_difference b", SymmetricDifference);
    }

    /// <summary>Ansible's: texts that differ in letter case only count as the same, unless there are items other than simple values.</summary>
    private static ListValue Unique(Arguments call)
    {
        var path = call.OptionalText(1);
        var folds = !call.Flag(0) && (path is not null || !call.InputList.Any(i => i is IReadOnlyDictionary<string, object?> or (IReadOnlyList<object?> and not TupleValue)));
        var seen = new ItemSet(call.Budget);
        return new ListValue(call.InputList.Where(item =>
        {
            var key = path is null ? item : Paths.Needed(item, path);
            return seen.Add(folds && key is string text ? text.ToLowerInvariant() : key);
        }));
    }

    private static ListValue Distinct(Arguments call, IEnumerable<object?> items)
    {
        var seen = new ItemSet(call.Budget);
        return new ListValue(items.Where(seen.Add));
    }

    private static IEnumerable<object?> In(Arguments call, IReadOnlyList<object?> items, IReadOnlyList<object?> others, bool isWanted)
    {
        var set = new ItemSet(call.Budget);
        foreach (var other in others)
        {
            set.Add(other);
        }

        return items.Where(i => set.Contains(i) == isWanted);
    }

    private static ListValue SymmetricDifference(Arguments call) =>
        Distinct(call, In(call, Needed(call, call.Input), Needed(call, call[0]), isWanted: false).Concat(In(call, call.List(0), call.InputList, isWanted: false)));

    private static IReadOnlyList<object?> Needed(Arguments call, object? list) => list as IReadOnlyList<object?> ?? throw call.Wrong("lists", list);
}
