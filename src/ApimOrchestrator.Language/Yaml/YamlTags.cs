using System.Globalization;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using YamlDotNet.Core;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>The tags a file may use: Ansible's <c>!vault</c> and <c>!unsafe</c>, and YAML's own for single values.</summary>
internal static class YamlTags
{
    /// <summary>The tag that only says "a text".</summary>
    public const string NonSpecific = "!";

    private const string Standard = "tag:yaml.org,2002:";

    /// <summary>The tag to keep (null where it only says a type) and the value it makes of the text.</summary>
    public static (string? Tag, object? Value) Resolve(string tag, string text, Place place, Problems problems)
    {
        switch (tag)
        {
            case YamlScalar.VaultTag or "!vault-encrypted":
                return (YamlScalar.VaultTag, text);
            case YamlScalar.UnsafeTag:
                return (YamlScalar.UnsafeTag, text);
            case NonSpecific or Standard + "str":
                return (null, text);
            case Standard + "null":
                return (null, null);
            case Standard + "int" or Standard + "float" or Standard + "bool":
                return (null, Typed(tag[Standard.Length..], text, place, problems));
        }

        problems.Error(place, $"the tag '{Shown(tag)}' is not supported", Suggestion.Nearest(tag, [YamlScalar.VaultTag, YamlScalar.UnsafeTag]) is { } near
            ? $"did you mean '{near}'?"
            : "supported are !vault, !unsafe, !!str, !!int, !!float, !!bool and !!null");
        return (null, text);
    }

    /// <summary>Reports a list's or mapping's tag that is not simply YAML's name for it.</summary>
    public static void RefuseOnCollection(TagName tag, string plain, Place place, Problems problems)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && tag.Value != YamlScalar.UnsafeTag && tag.Value != Standard + plain)
        {
            problems.Error(place, $"the tag '{Shown(tag.Value)}' is not supported here");
        }
    }

    private static string Shown(string tag) => tag.StartsWith(Standard, StringComparison.Ordinal) ? "!!" + tag[Standard.Length..] : tag;

    private static object? Typed(string type, string text, Place place, Problems problems)
    {
        var value = YamlTypes.Resolve(text);
        switch (type, value)
        {
            case ("int", long) or ("float", double) or ("bool", bool):
                return value;
            case ("float", long whole):
                return (double)whole;
            case ("float", string) when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                problems.Error(place, $"'{text}' is not what '!!{type}' says");
                return text;
        }
    }
}
