using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>Reads an inventory in Ansible's YAML format: groups with <c>hosts</c>, <c>children</c> and <c>vars</c>.</summary>
internal sealed class YamlInventoryReader(InventoryBuilder inventory, ValueReader values, Problems problems, string file)
{
    private static readonly string[] Sections = ["hosts", "children", "vars"];

    /// <summary>Reads the whole document.</summary>
    public void Read(YamlNode root)
    {
        if (root is not YamlMapping groups)
        {
            problems.Error(root.Place, $"an inventory is a mapping of groups, but this is {root.Kind}", "begin with 'all:' and its 'hosts:' and 'children:'");
        }
        else if (groups.Find("plugin") is { Value: YamlScalar { IsNull: false } } plugin)
        {
            problems.Error(plugin.KeyPlace, "inventory plugins are not supported", "write the hosts out as YAML or INI");
        }
        else
        {
            foreach (var entry in groups.Entries)
            {
                ReadGroup(entry);
            }
        }
    }

    private GroupDraft ReadGroup(YamlEntry entry)
    {
        var group = inventory.Group(entry.Key);
        foreach (var section in Entries(entry.Value, $"the group '{entry.Key}'"))
        {
            switch (section.Key)
            {
                case "hosts":
                    ReadHosts(group, section);
                    break;
                case "children":
                    ReadChildren(group, section);
                    break;
                case "vars":
                    ReadVariables(group, section);
                    break;
                default:
                    var near = Suggestion.Nearest(section.Key, Sections);
                    problems.Error(section.KeyPlace, $"a group has no '{section.Key}'", near is null ? "a group has 'hosts', 'children' and 'vars'; variables stand below 'vars'" : $"did you mean '{near}'?");
                    break;
            }
        }

        return group;
    }

    private void ReadHosts(GroupDraft group, YamlEntry section)
    {
        foreach (var host in Entries(section.Value, "'hosts'"))
        {
            var variables = Entries(host.Value, $"the host '{host.Key}'").ToList();
            foreach (var draft in inventory.AddHosts(group, host.Key, host.KeyPlace, file))
            {
                foreach (var variable in variables)
                {
                    draft.Variables[variable.Key] = values.Variable(variable.Value);
                }
            }
        }
    }

    private void ReadChildren(GroupDraft group, YamlEntry section)
    {
        foreach (var child in Entries(section.Value, "'children'"))
        {
            inventory.AddChild(group, ReadGroup(child), child.KeyPlace);
        }
    }

    private void ReadVariables(GroupDraft group, YamlEntry section)
    {
        foreach (var variable in Entries(section.Value, "'vars'"))
        {
            inventory.Set(group, variable.Key, values.Variable(variable.Value), variable.Value.Place);
        }
    }

    // A single name stands for a mapping with only that key.
    private IEnumerable<YamlEntry> Entries(YamlNode node, string what)
    {
        switch (node)
        {
            case YamlMapping mapping:
                return mapping.Entries;
            case YamlScalar { IsNull: true }:
                return [];
            case YamlScalar { Value: string } scalar when what is "'hosts'" or "'children'":
                return [new YamlEntry(scalar.Text, scalar.Place, new YamlScalar(scalar.Place, "", true, null, null, scalar.Place))];
            default:
                problems.Error(node.Place, $"{what} must be a mapping, but this is {node.Kind}", node is YamlSequence ? "write 'name:' instead of '- name'" : null);
                return [];
        }
    }
}
