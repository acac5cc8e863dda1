using System.Globalization;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>Puts groups and hosts of one or more inventories together. Later variables win over earlier ones.</summary>
internal sealed class InventoryBuilder
{
    private readonly Problems _problems;

    public InventoryBuilder(Problems problems)
    {
        _problems = problems;
        Link(All, Group("ungrouped"));
    }

    public OrderedDictionary<string, GroupDraft> Groups { get; } = new(StringComparer.Ordinal) { ["all"] = new GroupDraft("all") };

    public OrderedDictionary<string, HostDraft> Hosts { get; } = new(StringComparer.Ordinal);

    public GroupDraft All => Groups["all"];

    /// <summary>The group of a name, made if it is new.</summary>
    public GroupDraft Group(string name)
    {
        if (!Groups.TryGetValue(name, out var group))
        {
            Groups[name] = group = new GroupDraft(name);
        }

        return group;
    }

    /// <summary>Puts the hosts a name stands for (ranges, a port) into a group.</summary>
    /// <returns>The hosts; none where the name is wrong.</returns>
    public IReadOnlyList<HostDraft> AddHosts(GroupDraft group, string pattern, Place place, string? file)
    {
        try
        {
            var address = HostAddress.Parse(pattern);
            return [.. HostRange.Expand(address.Name).Select(name => AddHost(group, name, address.Port, file))];
        }
        catch (FormatException exception)
        {
            _problems.Error(place, exception.Message, "a host is a name or an address, with a port after ':' and ranges such as [1:3] where you like");
            return [];
        }
    }

    /// <summary>Makes one group the child of another.</summary>
    public void AddChild(GroupDraft parent, GroupDraft child, Place place)
    {
        if (GroupDraft.Family(child).Contains(parent))
        {
            _problems.Error(place, $"the group '{child.Name}' would contain itself through '{parent.Name}'");
        }
        else
        {
            Link(parent, child);
        }
    }

    /// <summary>Sets a group's variable.</summary>
    public void Set(GroupDraft group, string name, object? value, Place place)
    {
        if (name != "ansible_group_priority")
        {
            group.Variables[name] = value;
        }
        else if (int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority))
        {
            group.Priority = priority;
        }
        else
        {
            _problems.Error(place, "'ansible_group_priority' must be a whole number");
        }
    }

    /// <summary>Closes the reading: every group hangs below <c>all</c>, hosts without a group are <c>ungrouped</c>, depths are known.</summary>
    public void Finish()
    {
        foreach (var group in Groups.Values.Where(group => group != All && group.Parents.Count == 0))
        {
            Link(All, group);
        }

        var ungrouped = Group("ungrouped");
        foreach (var host in Hosts.Values)
        {
            var isGrouped = host.Groups.Any(group => group != All && group != ungrouped);
            if (isGrouped && host.Groups.Remove(ungrouped))
            {
                ungrouped.Hosts.Remove(host);
            }
            else if (!isGrouped && !host.Groups.Contains(ungrouped))
            {
                Join(ungrouped, host);
            }
        }

        SetDepths(All, 0);
        foreach (var name in Hosts.Keys.Where(Groups.ContainsKey))
        {
            _problems.Warn(Place.Of("inventory"), $"'{name}' is the name of a group and of a host");
        }
    }

    private static void SetDepths(GroupDraft top, int depth)
    {
        var waiting = new Queue<GroupDraft>([top]);
        top.Depth = depth;
        while (waiting.TryDequeue(out var group))
        {
            foreach (var child in group.Children.Where(child => child.Depth <= group.Depth))
            {
                child.Depth = group.Depth + 1;
                waiting.Enqueue(child);
            }
        }
    }

    private static void Link(GroupDraft parent, GroupDraft child)
    {
        if (parent != child && !parent.Children.Contains(child))
        {
            parent.Children.Add(child);
            child.Parents.Add(parent);
        }
    }

    private static void Join(GroupDraft group, HostDraft host)
    {
        if (!host.Groups.Contains(group))
        {
            host.Groups.Add(group);
            group.Hosts.Add(host);
        }
    }

    // As in Ansible, a port counts where the host is named first.
    private HostDraft AddHost(GroupDraft group, string name, int? port, string? file)
    {
        if (!Hosts.TryGetValue(name, out var host))
        {
            Hosts[name] = host = new HostDraft(name) { File = file };
            if (port is not null)
            {
                host.Variables["ansible_port"] = (long)port;
            }
        }

        Join(group, host);
        return host;
    }
}
