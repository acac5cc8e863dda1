using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Values that were met, equal as Python has it; texts are found fast, other values by looking through them.</summary>
internal sealed class ItemSet(Budget budget)
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly List<object?> _others = [];

    public bool Add(object? item)
    {
        budget.Step();
        var text = item switch { string plain => plain, Secret secret => secret.Reveal(), _ => null };
        if (text is not null)
        {
            return _texts.Add(text);
        }

        if (Contains(item))
        {
            return false;
        }

        _others.Add(item);
        return true;
    }

    public bool Contains(object? item)
    {
        if (item is string or Secret)
        {
            return _texts.Contains(ValueText.Known(item));
        }

        budget.Step(_others.Count);
        return _others.Exists(o => Comparison.AreEqual(o, item));
    }
}
