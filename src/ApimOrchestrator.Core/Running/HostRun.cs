using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>A host's way through a play.</summary>
/// <param name="name">The host's inventory name.</param>
internal sealed class HostRun(string name)
{
    /// <summary>The host's inventory name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a task failed and nothing has rescued the host since.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Whether the host was lost.</summary>
    public bool IsLost { get; set; }

    /// <summary>Whether the host's play has ended without a failure.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether the next task runs on the host.</summary>
    public bool IsActive => !HasFailed && !IsLost && !HasEnded;

    /// <summary>The report of the task that failed last, for <c>ansible_failed_task</c>.</summary>
    public (TaskReport Report, object? Result)? LastFailure { get; set; }

    /// <summary>The handlers that have been notified and have not run since; with each, why nobody knows yet whether it will have been, or null.</summary>
    public Dictionary<TaskDefinition, string?> Notified { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why nobody knows whether the handler whose turn it is runs at all; null where it does, and outside of handlers.</summary>
    public string? Doubt { get; set; }
}
