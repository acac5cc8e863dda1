using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Whose variables are asked for.</summary>
/// <param name="Memory">The run.</param>
/// <param name="Play">The play that runs.</param>
/// <param name="Host">The host's inventory name; null for the play as a whole (its host pattern, <c>serial</c>).</param>
public sealed record ScopeRequest(RunMemory Memory, Play Play, string? Host)
{
    /// <summary>The task; null outside tasks.</summary>
    public TaskDefinition? Task { get; init; }

    /// <summary>The loop's variables and others only this task sees; as strong as include parameters.</summary>
    public IReadOnlyDictionary<string, object?> Local { get; init; } = new Dictionary<string, object?>();

    /// <summary>Answers to the play's prompts.</summary>
    public IReadOnlyDictionary<string, object?> Prompted { get; init; } = new Dictionary<string, object?>();

    /// <summary>The play's title: <c>ansible_play_name</c>.</summary>
    public string PlayName { get; init; } = "";

    /// <summary>The play's hosts that have not failed: <c>ansible_play_hosts</c>.</summary>
    public IReadOnlyList<string> PlayHosts { get; init; } = [];

    /// <summary>All the play's hosts: <c>ansible_play_hosts_all</c>.</summary>
    public IReadOnlyList<string> AllPlayHosts { get; init; } = [];

    /// <summary>The hosts of the batch under way: <c>ansible_play_batch</c>.</summary>
    public IReadOnlyList<string> Batch { get; init; } = [];
}
