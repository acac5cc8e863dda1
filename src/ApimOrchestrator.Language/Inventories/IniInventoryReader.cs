using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Variables;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>Reads an inventory in Ansible's INI format: <c>[group]</c>, <c>[group:children]</c>, <c>[group:vars]</c>, one host or variable a line.</summary>
internal sealed partial class IniInventoryReader(InventoryBuilder inventory, ValueReader values, Problems problems, SourceText source)
{
    private static readonly string[] Kinds = ["hosts", "children", "vars"];

    private readonly Dictionary<string, Place> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Parent, Place Place)>> _awaited = new(StringComparer.Ordinal);
    private readonly List<(string Group, Place Place, string Use)> _used = [];
    private string _group = "ungrouped";
    private string _kind = "hosts";

    /// <summary>Reads the whole text.</summary>
    public void Read()
    {
        var number = 0;
        foreach (var raw in source.Text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length > 0 && line[0] is not (';' or '#'))
            {
                ReadLine(line, source.At(number, raw.Length - raw.TrimStart().Length + 1));
            }
        }

        foreach (var (group, place, use) in _used.Where(use => !_declared.ContainsKey(use.Group) && !IsKnown(use.Group)))
        {
            var near = Suggestion.Nearest(group, _declared.Keys);
            problems.Error(place, $"there is no group '{group}', but {use}", near is null ? $"declare it with '[{group}]'" : $"did you mean '{near}'?");
        }
    }

    private static Place After(Place place, int columns) => place with { Column = place.Column + columns };

    private bool IsKnown(string group) => group is "all" or "ungrouped" || (inventory.Groups.TryGetValue(group, out var draft) && (draft.Hosts.Count > 0 || draft.Children.Count > 0));

    private void ReadLine(string line, Place place)
    {
        if (Section().Match(line) is { Success: true } section)
        {
            BeginSection(section, place);
        }
        else if (_kind == "hosts" && line.EndsWith(':') && !line.Contains(' ', StringComparison.Ordinal))
        {
            problems.Error(place, "this is a line of YAML, but the file is read as INI", "give the file a name that ends with .yml; in INI a host stands on its line without a colon");
        }
        else if (line[0] == '[' && !line.Contains(':', StringComparison.Ordinal))
        {
            problems.Error(place, "this is not a section", "a section is [group], [group:children] or [group:vars], without spaces");
        }
        else
        {
            switch (_kind)
            {
                case "hosts":
                    ReadHost(line, place);
                    break;
                case "children":
                    ReadChild(line, place);
                    break;
                default:
                    ReadVariable(line, place);
                    break;
            }
        }
    }

    private void BeginSection(Match section, Place place)
    {
        _group = section.Groups["group"].Value;
        _kind = section.Groups["kind"].Success ? section.Groups["kind"].Value : "hosts";
        if (!Kinds.Contains(_kind))
        {
            var near = Suggestion.Nearest(_kind, Kinds);
            problems.Error(After(place, section.Groups["kind"].Index), $"a section cannot be of the kind '{_kind}'", near is null ? "it is [group], [group:children] or [group:vars]" : $"did you mean '{near}'?");
            _kind = "hosts";
        }

        inventory.Group(_group);
        if (_kind == "vars")
        {
            _used.Add((_group, place, "this section gives it variables"));
            return;
        }

        _declared.TryAdd(_group, place);
        foreach (var (parent, named) in _awaited.Remove(_group, out var parents) ? parents : [])
        {
            inventory.AddChild(inventory.Group(parent), inventory.Group(_group), named);
        }
    }

    private void ReadHost(string line, Place place)
    {
        try
        {
            var words = ShellWords.Split(line);
            var hosts = inventory.AddHosts(inventory.Group(_group), words[0].Word, place, source.Name);
            foreach (var (word, column) in words.Skip(1))
            {
                ReadHostVariable(hosts, word, After(place, column));
            }
        }
        catch (FormatException exception)
        {
            problems.Error(place, $"the line cannot be split into words: {exception.Message}");
        }
    }

    private void ReadHostVariable(IReadOnlyList<HostDraft> hosts, string word, Place place)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            problems.Error(place, $"'{word}' is not a variable", "after the host stand variables as name=value, one host a line");
            return;
        }

        var value = Value(word[(equals + 1)..], After(place, equals + 1));
        foreach (var host in hosts)
        {
            host.Variables[word[..equals]] = value;
        }
    }

    private void ReadChild(string line, Place place)
    {
        if (GroupName().Match(line) is { Success: true } match)
        {
            var child = match.Groups["group"].Value;
            if (inventory.Groups.TryGetValue(child, out var known))
            {
                inventory.AddChild(inventory.Group(_group), known, place);
            }
            else
            {
                // As in Ansible, a group joins its parents where its own section begins, which is the order its parents show it in.
                (_awaited.TryGetValue(child, out var parents) ? parents : _awaited[child] = []).Add((_group, place));
            }

            _used.Add((child, place, $"it is named here as a child of '{_group}'"));
        }
        else
        {
            problems.Error(place, $"'{line}' is not the name of a group", "one group a line, without variables");
        }
    }

    private void ReadVariable(string line, Place place)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            problems.Error(place, $"'{line}' is not a variable", "variables are written as name=value, one a line");
            return;
        }

        var text = line[(equals + 1)..].TrimStart();
        var valuePlace = After(place, line.Length - text.Length);
        inventory.Set(inventory.Group(_group), line[..equals].TrimEnd(), Value(text, valuePlace), valuePlace);
    }

    private object? Value(string text, Place place) => PythonLiteral.Read(text) is var value && value is string written ? values.Text(written, place) : value;

    [GeneratedRegex(@"^\[(?<group>[^:\]\s]+)(?::(?<kind>\w+))?\]\s*(?:#.*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Section();

    [GeneratedRegex(@"^(?<group>[^:\]\s]+)\s*(?:#.*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GroupName();
}
