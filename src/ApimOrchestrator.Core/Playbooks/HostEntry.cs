namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A host of the inventory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Groups">The groups it is in, directly or through children, weakest first, without <c>all</c>.</param>
/// <param name="Vars">Its variables of the inventory, those of its groups and of <c>group_vars</c> and <c>host_vars</c> merged by precedence; templates not yet evaluated.</param>
public sealed record HostEntry(string Name, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, object?> Vars);
