using System.Globalization;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>The dotted paths that filters take as <c>attribute</c>.</summary>
internal static class Paths
{
    /// <summary>What a path such as <c>a.b.0</c> leads to; undefined where it leads nowhere.</summary>
    public static object? Of(object? item, string path)
    {
        foreach (var step in path.Split('.'))
        {
            item = Items.At(item, long.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : step, () => path);
        }

        return item;
    }

    /// <summary>The same, where leading nowhere is an error that shows what there is.</summary>
    public static object? Needed(object? item, string path) =>
        Of(item, path) is var value and not Undefined ? value : throw Missing(item, path);

    /// <summary>The items of a call's input, or what a path leads to in each.</summary>
    public static IReadOnlyList<object?> Each(Arguments call, string? path) =>
        path is null ? call.InputList : new ListValue(call.InputList.Select(i => Needed(i, path)));

    private static ValueProblem Missing(object? item, string path) => new(
        $"an item has no attribute '{path}'",
        item is IReadOnlyDictionary<string, object?> map ? $"it has: {string.Join(", ", map.Keys.Take(12))}" : $"it is {TypeName.Of(item)}");
}
