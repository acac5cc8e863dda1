using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Syntax;
using ApimOrchestrator.Language.Variables;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>One evaluation: the variables it sees, its own names, where it stands, and what it may still cost.</summary>
internal sealed class Frame(IScope scope, TemplateEngine engine, Budget budget)
{
    private Layer? _locals;

    public IScope Scope { get; } = scope;

    public TemplateEngine Engine { get; } = engine;

    public Budget Budget { get; } = budget;

    /// <summary>The operation being done, for the place of an error.</summary>
    public Mark At { get; set; }

    public Layer? Locals => _locals;

    /// <summary>The value of a name: the template's own names first, then variables; undefined where there is none.</summary>
    public object? Lookup(string name)
    {
        for (var layer = _locals; layer is not null; layer = layer.Parent)
        {
            if (layer.TryGet(name, out var own))
            {
                return own;
            }
        }

        return Scope.TryGet(name, out var value) ? value is Written written ? written.Value : value
            : name == "vars" ? new ScopeMap(Scope)
            : new Undefined(name);
    }

    /// <summary>Names a value in the innermost layer.</summary>
    public void Set(string name, object? value) => (_locals ??= new Layer(null)).Set(name, value);

    /// <summary>Opens a layer of names on another one; closed by <see cref="Restore"/>.</summary>
    /// <returns>The layer to restore.</returns>
    public Layer? Open(Layer? parent)
    {
        var before = _locals;
        _locals = new Layer(parent);
        return before;
    }

    public void Restore(Layer? layer) => _locals = layer;

    /// <summary>The names and the depth as they are now, for <see cref="GoBack"/>.</summary>
    public (Layer? Locals, int Depth) Here => (_locals, Budget.Depth);

    /// <summary>After a failure that is not the end: names and depth as they were.</summary>
    public void GoBack((Layer? Locals, int Depth) before) => (_locals, Budget.Depth) = before;

    /// <summary>Every name that could have been meant.</summary>
    public IEnumerable<string> Names()
    {
        for (var layer = _locals; layer is not null; layer = layer.Parent)
        {
            foreach (var name in layer.Names)
            {
                yield return name;
            }
        }

        foreach (var name in Scope.Names)
        {
            yield return name;
        }
    }

    public DiagnosticException Error(ValueProblem problem) => At.Source.Error(At.Start, problem.Message, problem.Help);
}

/// <summary>The names a block of a template has given.</summary>
internal sealed class Layer(Layer? parent)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public Layer? Parent { get; } = parent;

    public IEnumerable<string> Names => _values.Keys;

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    public void Set(string name, object? value) => _values[name] = value;
}
