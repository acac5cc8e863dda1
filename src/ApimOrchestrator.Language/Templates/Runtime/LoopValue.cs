namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>The variable <c>loop</c> inside <c>for</c>.</summary>
internal sealed class LoopValue(IReadOnlyList<object?> items, int depth) : ObjectValue
{
    private IReadOnlyList<object?>? _changed;

    public int Index { get; set; }

    public override bool TryGet(string name, out object? value)
    {
        var (isKnown, found) = name switch
        {
            "index" => (true, Index + 1L),
            "index0" => (true, (long)Index),
            "revindex" => (true, (long)items.Count - Index),
            "revindex0" => (true, items.Count - Index - 1L),
            "first" => (true, Index == 0),
            "last" => (true, Index == items.Count - 1),
            "length" => (true, (long)items.Count),
            "depth" => (true, depth + 1L),
            "depth0" => (true, (long)depth),
            "previtem" => (Index > 0, Index > 0 ? items[Index - 1] : null),
            "nextitem" => (Index + 1 < items.Count, Index + 1 < items.Count ? items[Index + 1] : null),
            "cycle" => (true, new CallableValue("cycle", Cycle)),
            "changed" => (true, new CallableValue("changed", Changed)),
            _ => (false, (object?)null),
        };
        value = found;
        return isKnown;
    }

    private object? Cycle(Frame frame, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named) =>
        values.Count == 0 ? throw new ValueProblem("'cycle' needs at least one value") : values[Index % values.Count];

    private object? Changed(Frame frame, IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named)
    {
        var isSame = _changed is not null && Comparison.AreEqual(new ListValue(_changed), new ListValue(values));
        _changed = values;
        return !isSame;
    }
}

/// <summary>The variable <c>loop</c> inside <c>for … recursive</c>, which can also be called.</summary>
internal sealed class RecursiveLoopValue(LoopValue loop, Func<Frame, object?, string> run) : ObjectValue
{
    public override bool TryGet(string name, out object? value) => loop.TryGet(name, out value);

    public string Call(Frame frame, object? list) => run(frame, list);
}
