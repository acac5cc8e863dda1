using System.Globalization;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Looking into values: attributes, items, slices, and what a loop goes over.</summary>
internal static class Items
{
    /// <summary>The attribute or key of a mapping or namespace; undefined, with the given name, where there is none.</summary>
    public static object? Attribute(object? target, string name, Func<string> path) => target switch
    {
        IReadOnlyDictionary<string, object?> map => map.TryGetValue(name, out var value) ? Settled(value) : new Undefined(path()),
        TupleValue tuple when tuple.Names.Index().FirstOrDefault(n => n.Item == name) is { Item: not null } found => tuple[found.Index],
        ObjectValue thing => thing.TryGet(name, out var value) ? value : new Undefined(path()),
        Unknown or Undefined => target,
        _ => new Undefined(path()),
    };

    /// <summary>The item at a position or key.</summary>
    public static object? At(object? target, object? key, Func<string> path) => target switch
    {
        Unknown => target,
        _ when key is Unknown => key,
        Undefined => target,
        IReadOnlyDictionary<string, object?> map => map.TryGetValue(Comparison.KeyOf(key), out var value) ? Settled(value) : new Undefined(path()),
        IReadOnlyList<object?> list => Position(key) is { } position ? At(list, position, path) : new Undefined(path()),
        string text => Position(key) is { } position ? At(Characters.Of(text), position, path) : new Undefined(path()),
        Secret secret => At(secret.Reveal(), key, path),
        ObjectValue => Attribute(target, ValueText.Known(key), path),
        _ => new Undefined(path()),
    };

    /// <summary>A part of a list or text; undefined for what has no parts.</summary>
    public static object? Slice(object? target, long? from, long? to, long? step, Func<string> path)
    {
        if (step == 0)
        {
            throw new ValueProblem("the step of a slice cannot be zero");
        }

        return target switch
        {
            string text => string.Concat(Slice(Characters.Of(text), from, to, step ?? 1).Cast<string>()),
            Secret secret => Slice(secret.Reveal(), from, to, step, path),
            TupleValue tuple => new TupleValue([.. Slice(tuple, from, to, step ?? 1)]),
            IReadOnlyList<object?> list => Slice(list, from, to, step ?? 1),
            ObjectValue => new Undefined(path()),
            _ => throw new ValueProblem($"only lists and strings have slices, this is {TypeName.Of(target)}"),
        };
    }

    /// <summary>What a loop over the value passes through: items of lists, keys of mappings, characters of texts.</summary>
    public static IReadOnlyList<object?> Of(object? value, string purpose = "a loop") => value switch
    {
        IReadOnlyDictionary<string, object?> map => new ListValue(map.Keys),
        IReadOnlyList<object?> list => list,
        string text => Characters.Of(text),
        Secret secret => Characters.Of(secret.Reveal()),
        Unknown unknown => throw new UnknownReached(unknown),
        Undefined undefined => throw new ValueProblem($"'{undefined.Name}' is undefined"),
        _ => throw new ValueProblem($"{purpose} needs a list, not {TypeName.Of(value)}"),
    };

    public static bool AreIn(object? value) => value is IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> or string or Secret;

    private static object? Settled(object? value) => value is Written written ? written.Value : value;

    private static long? Position(object? key) => key switch
    {
        long position => position,
        bool flag => flag ? 1 : 0,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position) => position,
        _ => null,
    };

    private static object? At(IReadOnlyList<object?> list, long position, Func<string> path)
    {
        var index = position < 0 ? position + list.Count : position;
        return index >= 0 && index < list.Count ? Settled(list[(int)index]) : new Undefined(path());
    }

    private static ListValue Slice(IReadOnlyList<object?> list, long? from, long? to, long step)
    {
        var (lowest, highest) = step > 0 ? (0, list.Count) : (-1, list.Count - 1);
        long Bound(long? bound, long otherwise) => bound is not { } b ? otherwise : Math.Clamp(b < 0 ? b + list.Count : b, lowest, highest);
        var (start, end) = (Bound(from, step > 0 ? lowest : highest), Bound(to, step > 0 ? highest : lowest));
        var items = new ListValue();
        for (var i = start; step > 0 ? i < end : i > end; i = step > 0 ? (i > end - step ? end : i + step) : (i < end - step ? end : i + step))
        {
            items.Add(list[(int)i]);
        }

        return items;
    }
}
