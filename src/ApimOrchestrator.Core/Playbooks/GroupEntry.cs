namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A group of the inventory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">All hosts in it, through children too, in inventory order.</param>
/// <param name="Children">The groups directly below it.</param>
/// <param name="Vars">The group's own variables.</param>
public sealed record GroupEntry(string Name, IReadOnlyList<string> Hosts, IReadOnlyList<string> Children, IReadOnlyDictionary<string, object?> Vars)
{
    /// <summary>The hosts put into the group itself, in the order in which that was done.</summary>
    public IReadOnlyList<string> OwnHosts { get; init; } = [];
}
