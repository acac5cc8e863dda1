namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A host of the inventory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Groups">The groups it is in, directly or through children, weakest first, without <c>all</c>.</param>
/// <param name="Vars">Its variables of the inventory, those of its groups and of <c>group_vars</c> and <c>host_vars</c> merged by precedence; templates not yet evaluated.</param>
public sealed record HostEntry(string Name, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, object?> Vars)
{
    /// <summary>Whether it came while the run went on.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Variables it was given while the run went on (<c>add_host</c>); as strong as those the inventory writes at the host.</summary>
    public IReadOnlyDictionary<string, object?> Added { get; init; } = new Dictionary<string, object?>();
}
