using System.Collections;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>A list made by a template, which the template may still change; lists that come from variables never change.</summary>
internal sealed class ListValue : List<object?>
{
    public ListValue()
    {
    }

    public ListValue(IEnumerable<object?> items)
        : base(items)
    {
    }
}

/// <summary>A mapping made by a template, which the template may still change; its keys keep their order.</summary>
internal sealed class MapValue() : OrderedDictionary<string, object?>(StringComparer.Ordinal)
{
    public static MapValue Of(IEnumerable<KeyValuePair<string, object?>> items)
    {
        var map = new MapValue();
        foreach (var (key, value) in items)
        {
            map[key] = value;
        }

        return map;
    }
}

/// <summary>A sequence that prints with round brackets; outside templates it is a plain list.</summary>
internal sealed class TupleValue(params object?[] items) : IReadOnlyList<object?>
{
    /// <summary>Names of the items, where they have some.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public int Count => items.Length;

    public object? this[int index] => items[index];

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Something with attributes that is not a mapping.</summary>
internal abstract class ObjectValue
{
    public abstract bool TryGet(string name, out object? value);
}

/// <summary>What <c>namespace()</c> makes: attributes that statements inside loops may set.</summary>
internal sealed class NamespaceValue : ObjectValue
{
    public MapValue Attributes { get; } = [];

    public override bool TryGet(string name, out object? value) => Attributes.TryGetValue(name, out value);
}

/// <summary>Something a template may call: a macro, <c>loop.cycle</c>, <c>caller</c>.</summary>
internal sealed class CallableValue(string name, Func<Frame, IReadOnlyList<object?>, IReadOnlyDictionary<string, object?>, object?> body)
{
    public string Name { get; } = name;

    public object? Call(Frame frame, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named) => body(frame, positional, named);
}
