using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>A mapping; no key stands in it twice.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Entries">Its entries in the order written; what <c>&lt;&lt;</c> brought in stands first.</param>
public sealed record YamlMapping(Place Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The entry of a key, or null.</summary>
    /// <param name="key">The key's text.</param>
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }
}
