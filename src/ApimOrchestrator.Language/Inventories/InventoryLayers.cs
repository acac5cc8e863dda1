using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Language.Variables;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>
/// The hosts with their variables in Ansible's order, weakest first: the group <c>all</c> and then the other groups as the inventory writes them, <c>group_vars/all</c> beside the
/// inventory and beside the playbook, <c>group_vars</c> of the other groups likewise, the host as the inventory writes it, <c>host_vars</c> likewise. Deeper groups win over
/// those above them, then the higher <c>ansible_group_priority</c>, then the later name in the alphabet.
/// </summary>
internal sealed class InventoryLayers
{
    private readonly InventoryBuilder _draft;
    private readonly VariableFiles _files;
    private readonly IReadOnlyList<string> _folders;
    private readonly Dictionary<(HostEntry Host, string Folder), IReadOnlyDictionary<string, object?>> _merged = [];
    private readonly Lock _gate = new();

    public InventoryLayers(InventoryBuilder draft, VariableFiles files, IReadOnlyList<string> folders, string? firstFile)
    {
        (_draft, _files, _folders) = (draft, files, folders);
        Inventory = new Inventory(
            [.. draft.All.AllHosts.Select(host => new HostEntry(host.Name, [.. Ordered(host.AllGroups).Select(group => group.Name).Where(name => name != "all")], Merge(host.Name, host.AllGroups, host.Variables, [])))],
            draft.Groups.Values.ToDictionary(
                group => group.Name,
                group => new GroupEntry(group.Name, [.. group.AllHosts.Select(host => host.Name)], [.. group.Children.Select(child => child.Name)], group.Variables) { OwnHosts = [.. group.Hosts.Select(host => host.Name)] }))
        {
            Folder = firstFile is null ? null : Path.GetDirectoryName(firstFile),
            File = firstFile,
        };
    }

    /// <summary>The hosts with the variables that hold for every playbook.</summary>
    public Inventory Inventory { get; }

    /// <summary>Reads the <c>group_vars</c> and <c>host_vars</c> beside a playbook, so that what is wrong in them is known at once.</summary>
    /// <param name="playbookFolder">The playbook's folder.</param>
    public void Prepare(string playbookFolder)
    {
        foreach (var host in Inventory.Hosts)
        {
            VariablesOf(host, playbookFolder);
        }
    }

    /// <summary>A host's variables as a play sees them, with those beside its playbook; templates not evaluated.</summary>
    /// <param name="host">The host, also one added while running.</param>
    /// <param name="playbookFolder">The playbook's folder.</param>
    public IReadOnlyDictionary<string, object?> VariablesOf(HostEntry host, string playbookFolder)
    {
        lock (_gate)
        {
            if (!_merged.TryGetValue((host, playbookFolder), out var merged))
            {
                var own = new Dictionary<string, object?>(_draft.Hosts.TryGetValue(host.Name, out var draft) ? draft.Variables : host.Vars, StringComparer.Ordinal);
                foreach (var (name, value) in host.Added)
                {
                    own[name] = value;
                }

                _merged[(host, playbookFolder)] = merged = Merge(host.Name, GroupsOf(host), own, [playbookFolder]);
            }

            return merged;
        }
    }

    private static IEnumerable<GroupDraft> Ordered(IEnumerable<GroupDraft> groups) =>
        groups.OrderBy(group => group.Depth).ThenBy(group => group.Priority).ThenBy(group => group.Name, StringComparer.Ordinal);

    // groups made while running have no variables but those of group_vars
    private IEnumerable<GroupDraft> GroupsOf(HostEntry host) =>
        host.Groups.Select(name => _draft.Groups.TryGetValue(name, out var group) ? group : new GroupDraft(name) { Depth = 1 }).Append(_draft.All);

    private Dictionary<string, object?> Merge(string host, IEnumerable<GroupDraft> itsGroups, IReadOnlyDictionary<string, object?> own, IReadOnlyList<string> playbookFolders)
    {
        var groups = Ordered(itsGroups).ToList();
        var folders = _folders.Concat(playbookFolders).ToList();
        var others = groups.Where(group => group != _draft.All).ToList();
        var layers = groups.Select(group => (IReadOnlyDictionary<string, object?>)group.Variables)
            .Concat(folders.Select(folder => Of(folder, "group_vars", "all")))
            .Concat(folders.SelectMany(folder => others.Select(group => Of(folder, "group_vars", group.Name))))
            .Append(own)
            .Concat(folders.Select(folder => Of(folder, "host_vars", host)));
        var merged = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in layers.SelectMany(layer => layer))
        {
            merged[name] = value;
        }

        return merged;
    }

    private IReadOnlyDictionary<string, object?> Of(string folder, string kind, string name) => _files.Named(Path.Combine(folder, kind), name);
}
