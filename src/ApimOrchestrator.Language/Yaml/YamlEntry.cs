using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key's text; keys that YAML would read as numbers or booleans keep their text.</param>
/// <param name="KeyPlace">Where the key begins.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, Place KeyPlace, YamlNode Value);
