using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>Gathers a mapping's entries: refuses a key given twice and merges what <c>&lt;&lt;</c> names, own keys winning.</summary>
internal sealed class YamlMappingBuilder(Problems problems)
{
    private readonly List<YamlEntry> _own = [];
    private readonly Dictionary<string, YamlEntry> _seen = new(StringComparer.Ordinal);
    private readonly List<YamlNode> _merged = [];

    /// <summary>Takes the next entry.</summary>
    public void Add(YamlEntry entry, bool isPlain)
    {
        if (entry.Key == "<<" && isPlain)
        {
            _merged.Add(entry.Value);
        }
        else if (_seen.TryAdd(entry.Key, entry))
        {
            _own.Add(entry);
        }
        else
        {
            problems.Error(entry.KeyPlace, $"the key '{entry.Key}' is already given at {Where(_seen[entry.Key].KeyPlace)}", "remove one of the two");
        }
    }

    /// <summary>The mapping, merged keys first, as PyYAML orders them.</summary>
    public YamlMapping Build(Place place)
    {
        if (_merged.Count == 0)
        {
            return new YamlMapping(place, _own);
        }

        var all = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
        foreach (var entry in _merged.SelectMany(Mergeable).SelectMany(mapping => mapping.Entries).Concat(_own))
        {
            all[entry.Key] = entry;
        }

        return new YamlMapping(place, [.. all.Values]);
    }

    private static string Where(Place place) => $"line {place.Line}, column {place.Column}";

    // In a list the first mapping wins, so it has to be laid over the later ones.
    private IEnumerable<YamlMapping> Mergeable(YamlNode node)
    {
        var sources = node is YamlSequence sequence ? sequence.Items.Reverse() : [node];
        foreach (var source in sources)
        {
            if (source is YamlMapping mapping)
            {
                yield return mapping;
            }
            else
            {
                problems.Error(source.Place, $"'<<' merges mappings, but this is {source.Kind}");
            }
        }
    }
}
