namespace ApimOrchestrator.Core.Playbooks;

/// <summary>Inventories that grow while a run goes on: hosts and groups are added, none ever goes.</summary>
public static class InventoryGrowth
{
    private const string All = "all";
    private const string Ungrouped = "ungrouped";

    /// <summary>An inventory with a host in groups and with variables.</summary>
    /// <param name="inventory">The inventory.</param>
    /// <param name="name">The host; added where there is none.</param>
    /// <param name="groups">Groups it is put into; made where there are none.</param>
    /// <param name="vars">Variables it is given.</param>
    /// <returns>The same inventory where all is so already.</returns>
    public static Inventory WithHost(Inventory inventory, string name, IReadOnlyList<string> groups, IReadOnlyDictionary<string, object?> vars)
    {
        var known = inventory.Find(name) ?? new HostEntry(name, [], new Dictionary<string, object?>()) { IsAdded = true };
        var hasVars = vars.All(pair => known.Vars.TryGetValue(pair.Key, out var value) && AreSame(value, pair.Value));
        return inventory.Find(name) is not null && hasVars && groups.All(group => IsIn(inventory, name, group))
            ? inventory
            : Joined(inventory, known with { Vars = Merged(known.Vars, vars), Added = Merged(known.Added, vars) }, groups);
    }

    /// <summary>An inventory with a host in a group that lies in others.</summary>
    /// <param name="inventory">The inventory.</param>
    /// <param name="host">The host; where there is none (the control machine itself) it is added.</param>
    /// <param name="group">The group; made where there is none.</param>
    /// <param name="parents">The groups it lies in; likewise.</param>
    /// <returns>The same inventory where all is so already.</returns>
    public static Inventory WithGroup(Inventory inventory, string host, string group, IReadOnlyList<string> parents)
    {
        var known = inventory.Find(host) ?? new HostEntry(host, [], new Dictionary<string, object?>()) { IsAdded = true };
        var isBelow = parents.All(parent => parent == All || (inventory.Groups.TryGetValue(parent, out var entry) && entry.Children.Contains(group)));
        return isBelow && IsIn(inventory, host, group) ? inventory : Joined(WithGroups(inventory, [group, .. parents], group, parents), known, [group]);
    }

    private static bool IsIn(Inventory inventory, string host, string group) => inventory.Groups.TryGetValue(group, out var entry) && entry.Hosts.Contains(host);

    private static Inventory WithGroups(Inventory inventory, IEnumerable<string> names, string child, IReadOnlyList<string> parents)
    {
        var groups = new Dictionary<string, GroupEntry>(inventory.Groups);
        foreach (var name in names.Where(name => !groups.ContainsKey(name)).ToList())
        {
            groups[name] = new GroupEntry(name, [], [], new Dictionary<string, object?>());
            groups[All] = groups[All] with { Children = [.. groups[All].Children, name] };
        }

        foreach (var parent in parents.Where(parent => !groups[parent].Children.Contains(child)))
        {
            groups[parent] = groups[parent] with { Children = [.. groups[parent].Children, child] };
        }

        return inventory with { Groups = groups };
    }

    private static Inventory Joined(Inventory inventory, HostEntry host, IReadOnlyList<string> names)
    {
        var groups = new Dictionary<string, GroupEntry>(WithGroups(inventory, names, "", []).Groups);
        List<string> direct = [.. host.Groups, .. names];
        var its = direct.SelectMany(name => Above(groups, name)).Concat(direct).Where(name => name is not (All or Ungrouped)).Distinct().ToList();
        its = its.Count == 0 ? [Ungrouped] : its;
        foreach (var name in its.Where(name => groups.TryGetValue(name, out var group) && !group.Hosts.Contains(host.Name)))
        {
            groups[name] = groups[name] with { Hosts = [.. groups[name].Hosts, host.Name] };
        }

        if (groups[All] is { Hosts: var everyone } && !everyone.Contains(host.Name))
        {
            // an added host lies in 'all' itself; those come before the hosts of the groups below
            var before = everyone.TakeWhile(name => inventory.Find(name) is { IsAdded: true }).ToList();
            groups[All] = groups[All] with { Hosts = [.. before, host.Name, .. everyone.Skip(before.Count)] };
        }

        if (!its.Contains(Ungrouped) && groups.TryGetValue(Ungrouped, out var ungrouped))
        {
            groups[Ungrouped] = ungrouped with { Hosts = [.. ungrouped.Hosts.Where(name => name != host.Name)] };
        }

        host = host with { Groups = its };
        var hosts = inventory.Find(host.Name) is null ? inventory.Hosts.Append(host) : inventory.Hosts.Select(other => other.Name == host.Name ? host : other);
        return new Inventory([.. hosts], groups) { Folder = inventory.Folder, File = inventory.File };
    }

    private static IEnumerable<string> Above(Dictionary<string, GroupEntry> groups, string name) =>
        groups.Values.Where(group => group.Children.Contains(name)).SelectMany(group => Above(groups, group.Name).Append(group.Name));

    private static Dictionary<string, object?> Merged(IReadOnlyDictionary<string, object?> below, IReadOnlyDictionary<string, object?> above)
    {
        var merged = new Dictionary<string, object?>(below);
        foreach (var (name, value) in above)
        {
            merged[name] = value;
        }

        return merged;
    }

    private static bool AreSame(object? one, object? other) => (one, other) switch
    {
        (IReadOnlyList<object?> list, IReadOnlyList<object?> second) => list.Count == second.Count && list.Zip(second).All(pair => AreSame(pair.First, pair.Second)),
        (IReadOnlyDictionary<string, object?> map, IReadOnlyDictionary<string, object?> second) =>
            map.Count == second.Count && map.All(pair => second.TryGetValue(pair.Key, out var value) && AreSame(pair.Value, value)),
        _ => Equals(one, other),
    };
}
