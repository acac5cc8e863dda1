using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>A keyword's value computed from parts: a list or map with templates in it, or a template whose value is made into something else.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">What a person reads for it.</param>
/// <param name="Compute">Makes the value in a scope.</param>
internal sealed record Composite(Place Place, string Text, Func<IScope, object?> Compute) : ITemplate
{
    /// <inheritdoc/>
    public object? Evaluate(IScope scope) => Compute(scope);
}
