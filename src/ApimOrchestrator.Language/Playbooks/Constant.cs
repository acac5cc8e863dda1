using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>A keyword's value that holds no template.</summary>
internal sealed record Constant(Place Place, string Text, object? Value) : ITemplate
{
    /// <inheritdoc/>
    public object? Evaluate(IScope scope) => Value;
}
