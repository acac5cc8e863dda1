using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads the older <c>with_…</c> loops as what they mean for <c>loop</c>.</summary>
internal static class Loops
{
    /// <summary>The loops there are.</summary>
    public static readonly IReadOnlyList<string> Names = ["with_items", "with_list", "with_dict", "with_indexed_items", "with_nested", "with_together"];

    /// <summary>The loop over what a <c>with_…</c> names.</summary>
    public static ITemplate Read(string keyword, ITemplate source) => new Composite(source.Place, source.Text, scope =>
        source.Evaluate(scope) is not Unknown and var value ? Items(keyword, value, source.Place) : source.Evaluate(scope));

    private static object? Items(string keyword, object? value, Place place) => keyword switch
    {
        "with_items" => Flat(value),
        "with_list" => value,
        "with_dict" => Pairs(value, place),
        "with_indexed_items" => Flat(value).Select((item, index) => (object?)new List<object?> { (long)index, item }).ToList(),
        "with_nested" => Parts(value).Aggregate(
            new List<List<object?>> { new() },
            (rows, part) => [.. rows.SelectMany(_ => Flat(part), (row, item) => (List<object?>)[.. row, item])]).Cast<object?>().ToList(),
        _ => Together([.. Parts(value).Select(Flat)]),
    };

    private static IReadOnlyList<object?> Parts(object? value) => value as IReadOnlyList<object?> ?? [value];

    private static List<object?> Flat(object? value) => [.. Parts(value).SelectMany(Parts)];

    private static List<object?> Together(IReadOnlyList<IReadOnlyList<object?>> parts) =>
        [.. Enumerable.Range(0, parts.Select(part => part.Count).DefaultIfEmpty(0).Max()).Select(at => parts.Select(part => at < part.Count ? part[at] : null).ToList())];

    private static List<object?> Pairs(object? value, Place place)
    {
        var map = value is IReadOnlyList<object?> { Count: 1 } list ? list[0] : value;
        return map is IReadOnlyDictionary<string, object?> entries
            ? [.. entries.Select(pair => new Dictionary<string, object?> { ["key"] = pair.Key, ["value"] = pair.Value })]
            : throw new DiagnosticException(new Diagnostic(place, "'with_dict' goes over a mapping, but this is none", "use 'loop' for a list"));
    }
}
