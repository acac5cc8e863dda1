using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>A single value.</summary>
/// <param name="Place">Where it begins (at the quote, the <c>|</c> or the tag, where it has one).</param>
/// <param name="Text">Its text, quotes and escapes resolved.</param>
/// <param name="IsPlain">Whether it was written without quotes and not as a block, so that YAML gives it a type.</param>
/// <param name="Tag">Its own tag (<c>!vault</c>, <c>!unsafe</c>), or null; YAML's own tags such as <c>!!str</c> are resolved into the value.</param>
/// <param name="Value">What YAML 1.1 makes of it: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</param>
/// <param name="TextPlace">Where the first letter of the text stands: after the quote, or on the line after <c>|</c>.</param>
public sealed record YamlScalar(Place Place, string Text, bool IsPlain, string? Tag, object? Value, Place TextPlace) : YamlNode(Place)
{
    /// <summary>The tag of an encrypted value.</summary>
    public const string VaultTag = "!vault";

    /// <summary>The tag of a text that is never a template.</summary>
    public const string UnsafeTag = "!unsafe";

    /// <summary>Whether nothing is written here, or <c>null</c>.</summary>
    public bool IsNull => Value is null;

    /// <inheritdoc/>
    public override string Kind => Value switch
    {
        null => "nothing",
        bool => "a yes or no",
        long => "a whole number",
        double => "a number",
        _ => "a text",
    };
}
