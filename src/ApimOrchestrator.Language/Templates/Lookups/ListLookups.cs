using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>The lookups that put lists together.</summary>
internal static class ListLookups
{
    /// <summary>The terms with the lists among them taken apart, one level deep.</summary>
    public static IEnumerable<object?> Flat(IEnumerable<object?> terms) => terms.SelectMany(Items);

    /// <summary>Every item of the first list with every item of the second, and so on.</summary>
    public static IEnumerable<object?> Nested(IReadOnlyList<object?> terms) => terms.Aggregate(
        (IEnumerable<ListValue>)[[]],
        (rows, part) => [.. rows.SelectMany(_ => Flat(Items(part)), (row, item) => new ListValue([.. row, item]))]);

    /// <summary>The first items of all lists, then the second ones; what a shorter list lacks is none.</summary>
    public static IEnumerable<object?> Together(IReadOnlyList<object?> terms)
    {
        var lists = terms.Select(term => Flat(Items(term)).ToList()).ToList();
        var longest = lists.Select(list => list.Count).DefaultIfEmpty(0).Max();
        return Enumerable.Range(0, longest).Select(at => new ListValue(lists.Select(list => at < list.Count ? list[at] : null)));
    }

    /// <summary>Each mapping of a list with each item of the list it has under a key; <c>a.b</c> for one deeper.</summary>
    public static IEnumerable<object?> Subelements(LookupCall call)
    {
        if (call.Terms is not [var list, var key, ..])
        {
            throw new ValueProblem("lookup 'subelements' needs a list and a key");
        }

        var options = call.Terms.Count > 2 ? call.Terms[2] as IReadOnlyDictionary<string, object?> : null;
        var skips = Truth.Of(options?.GetValueOrDefault("skip_missing") ?? call.Option("skip_missing", false));
        var path = ValueText.Known(key).Split('.');
        return Elements(list).SelectMany(element => Inner(element, path, skips).Select(inner => new ListValue([Without(element, path), inner])));
    }

    // As with Ansible the mapping that comes with an item no longer has the list the item is from.
    private static object? Without(object? element, ReadOnlySpan<string> path)
    {
        if (element is not IReadOnlyDictionary<string, object?> map)
        {
            return element;
        }

        var rest = new MapValue();
        foreach (var (key, value) in map)
        {
            if (key != path[0])
            {
                rest[key] = value;
            }
            else if (path.Length > 1)
            {
                rest[key] = Without(value, path[1..]);
            }
        }

        return rest;
    }

    /// <summary>One of the terms.</summary>
    public static IEnumerable<object?> RandomChoice(IReadOnlyList<object?> terms) => terms.Count == 0 ? [] : [terms[Random.Shared.Next(terms.Count)]];

    private static IEnumerable<object?> Items(object? term) => term is IReadOnlyList<object?> list ? list : [term];

    private static IEnumerable<object?> Elements(object? list) => list switch
    {
        IReadOnlyList<object?> items => items,
        IReadOnlyDictionary<string, object?> map => map.Values,
        _ => throw new ValueProblem($"lookup 'subelements' needs a list of mappings, not {TypeName.Of(list)}"),
    };

    private static IReadOnlyList<object?> Inner(object? element, string[] path, bool skips)
    {
        var at = element;
        foreach (var key in path)
        {
            if (at is not IReadOnlyDictionary<string, object?> map || !map.TryGetValue(key, out at))
            {
                return skips ? [] : throw new ValueProblem($"lookup 'subelements' finds no '{key}' in {TypeName.Of(element)}", "'skip_missing: true' makes that no error");
            }
        }

        return at as IReadOnlyList<object?> ?? throw new ValueProblem($"lookup 'subelements' needs a list under '{string.Join('.', path)}', not {TypeName.Of(at)}");
    }
}
