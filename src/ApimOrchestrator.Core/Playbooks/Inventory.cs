namespace ApimOrchestrator.Core.Playbooks;

/// <summary>The hosts there are, their groups and their variables.</summary>
/// <param name="Hosts">The hosts in inventory order.</param>
/// <param name="Groups">All groups by name, <c>all</c> and <c>ungrouped</c> included.</param>
public sealed record Inventory(IReadOnlyList<HostEntry> Hosts, IReadOnlyDictionary<string, GroupEntry> Groups)
{
    private readonly Dictionary<string, HostEntry> _byName = Hosts.ToDictionary(host => host.Name);

    /// <summary>The folder of the first inventory file (<c>inventory_dir</c>); null for a list of hosts on the command line.</summary>
    public string? Folder { get; init; }

    /// <summary>The first inventory file (<c>inventory_file</c>); null likewise.</summary>
    public string? File { get; init; }

    /// <summary>A host by name, or null.</summary>
    /// <param name="name">Its inventory name.</param>
    public HostEntry? Find(string name) => _byName.GetValueOrDefault(name);
}
