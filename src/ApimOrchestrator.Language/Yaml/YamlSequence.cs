using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>A list.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Items">Its items, in order.</param>
public sealed record YamlSequence(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
