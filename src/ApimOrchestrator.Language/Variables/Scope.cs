using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Variables;

/// <summary>
/// Layers of variables, strongest first. Values that hold templates are evaluated where they are asked for, with these same variables, and remembered for as long as the scope lives.
/// One thread at a time may use it.
/// </summary>
/// <param name="layers">The layers, strongest first.</param>
internal sealed class Scope(IReadOnlyList<IReadOnlyDictionary<string, object?>> layers) : IScope
{
    private const int MaxNesting = 100;

    private readonly List<string> _underWay = [];
    private readonly Dictionary<string, (object? Raw, object? Value)> _evaluated = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<string> Names => layers.SelectMany(layer => layer.Keys).Distinct();

    /// <inheritdoc/>
    public bool TryGet(string name, out object? value)
    {
        foreach (var layer in layers)
        {
            if (layer.TryGetValue(name, out var raw))
            {
                value = Evaluated(name, raw);
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>This scope below one more layer.</summary>
    public Scope With(IReadOnlyDictionary<string, object?> layer) => new([layer, .. layers]);

    private object? Evaluated(string name, object? raw)
    {
        if (!Values.NeedsEvaluation(raw))
        {
            return raw;
        }

        if (_evaluated.TryGetValue(name, out var known) && ReferenceEquals(known.Raw, raw))
        {
            return known.Value;
        }

        Enter(name, raw);
        try
        {
            var value = Values.Evaluate(raw, this);
            _evaluated[name] = (raw, value);
            return value;
        }
        finally
        {
            _underWay.RemoveAt(_underWay.Count - 1);
        }
    }

    private void Enter(string name, object? raw)
    {
        var place = Values.FirstTemplate(raw)?.Place ?? Place.Of(name);
        if (_underWay.IndexOf(name) is >= 0 and var first)
        {
            throw new DiagnosticException(new Diagnostic(place, $"the variable '{name}' needs itself: {string.Join(" → ", _underWay.Skip(first))} → {name}"));
        }

        if (_underWay.Count >= MaxNesting)
        {
            throw new DiagnosticException(new Diagnostic(place, $"variables need one another more than {MaxNesting} deep: {string.Join(" → ", _underWay.Take(5))} → …"));
        }

        _underWay.Add(name);
    }
}
