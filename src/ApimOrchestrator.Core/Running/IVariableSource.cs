using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Lays the variables of a run over one another by precedence. Implemented by the playbook language.</summary>
public interface IVariableSource
{
    /// <summary>The variables as an expression of that task on that host sees them, magic variables (<c>hostvars</c>, <c>groups</c>, <c>inventory_hostname</c> …) included.</summary>
    /// <param name="request">Whose.</param>
    IScope ScopeFor(ScopeRequest request);

    /// <summary>The hosts of a pattern in inventory order.</summary>
    /// <param name="inventory">The hosts there are.</param>
    /// <param name="pattern">As in a play's <c>hosts</c> or <c>--limit</c>.</param>
    /// <exception cref="Text.DiagnosticException">The pattern is wrong.</exception>
    IReadOnlyList<HostEntry> Select(Inventory inventory, string pattern);

    /// <summary>The text of a value as a template would write it.</summary>
    /// <param name="value">Any value.</param>
    string TextOf(object? value);

    /// <summary>Whether a value counts as true in a condition; null where that is unknown.</summary>
    /// <param name="value">Any value.</param>
    bool? TruthOf(object? value);
}
