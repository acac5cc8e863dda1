using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>One node of a YAML document: a <see cref="YamlScalar"/>, a <see cref="YamlSequence"/> or a <see cref="YamlMapping"/>.</summary>
/// <param name="Place">Where it begins.</param>
public abstract record YamlNode(Place Place)
{
    /// <summary>What a person would call it: "a text", "a list", "a mapping" and so on.</summary>
    public abstract string Kind { get; }
}
