using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Core.Running;

/// <summary>How a task, or an item of its loop, ended: what people see of it and what <c>register</c> gets.</summary>
/// <param name="Report">What people see.</param>
/// <param name="Result">What <c>register</c> gets: a map, or <see cref="Values.Unknown"/>.</param>
internal sealed record TaskEnd(TaskReport Report, object? Result)
{
    /// <summary>Facts for the host.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether the facts are gathered ones (<c>setup</c>) and not set by the playbook (<c>set_fact</c>).</summary>
    public bool AreGathered { get; init; }

    /// <summary>How it ended.</summary>
    public Outcome Outcome => Report.Outcome;
}
