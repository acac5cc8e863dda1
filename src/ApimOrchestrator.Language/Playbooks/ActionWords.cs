using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads <c>action</c> and <c>local_action</c>, which name the module in their value.</summary>
internal static class ActionWords
{
    /// <summary>The module as the entry it stands for, or null where none is named.</summary>
    public static YamlEntry? Read(YamlEntry entry, Problems problems)
    {
        switch (entry.Value)
        {
            case YamlScalar { Value: string } scalar:
                var words = scalar.Text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
                var rest = words.Length == 2 ? words[1] : "";
                var place = scalar.TextPlace with { Column = scalar.TextPlace.Column + scalar.Text.Length - rest.Length };
                return words.Length == 0 ? null : new YamlEntry(words[0], scalar.Place, new YamlScalar(place, rest, false, null, rest.Length == 0 ? null : rest, place));
            case YamlMapping mapping when mapping.Find("module") is { Value: YamlScalar module }:
                return new YamlEntry(module.Text, module.Place, new YamlMapping(mapping.Place, [.. mapping.Entries.Where(other => other.Key != "module")]));
            default:
                problems.Error(entry.Value.Place, $"'{entry.Key}' names a module and its arguments, but this is {entry.Value.Kind}", "write the module's name as the key instead");
                return null;
        }
    }
}
