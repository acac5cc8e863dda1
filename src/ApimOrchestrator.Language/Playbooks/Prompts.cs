using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads <c>vars_prompt</c>.</summary>
internal static class Prompts
{
    private static readonly string[] Words = ["name", "prompt", "private", "default", "confirm", "encrypt", "salt", "salt_size"];

    /// <summary>The prompts of a play; what is wrong with them is reported.</summary>
    public static IReadOnlyList<VarsPrompt> Read(YamlEntry entry, KeywordReader read)
    {
        var prompts = new List<VarsPrompt>();
        foreach (var item in entry.Value is YamlSequence list ? list.Items : [entry.Value])
        {
            if (item is not YamlMapping mapping || mapping.Find("name") is not { } name)
            {
                read.Wrong(entry with { Value = item }, "a list of variables to ask for, each with a 'name'");
                continue;
            }

            foreach (var unknown in mapping.Entries.Where(part => !Words.Contains(part.Key)))
            {
                read.Unknown(unknown, "a prompt", Words);
            }

            prompts.Add(new VarsPrompt(read.Name(name), Text(mapping, "prompt") ?? Text(mapping, "name")!, mapping.Find("private") is not { } hidden || read.StaticBoolean(hidden), Text(mapping, "default"))
            {
                IsConfirmed = mapping.Find("confirm") is { } confirm && read.StaticBoolean(confirm),
                Hash = mapping.Find("encrypt") is { Value: not YamlScalar { IsNull: true } } encrypt ? HashOf(encrypt, mapping, read) : null,
            });
        }

        return prompts;
    }

    private static PromptHash HashOf(YamlEntry encrypt, YamlMapping mapping, KeywordReader read)
    {
        var is512 = read.Choice(encrypt, "sha512_crypt", "sha256_crypt") == "sha512_crypt";
        var size = ShaCrypt.LongestSalt;
        if (mapping.Find("salt_size") is { } given && (given.Value is not YamlScalar { Value: long and > 0 and <= ShaCrypt.LongestSalt } || !int.TryParse(Text(mapping, "salt_size"), out size)))
        {
            read.Wrong(given, $"a number from 1 to {ShaCrypt.LongestSalt}");
        }

        var salt = Text(mapping, "salt");
        if (salt is not null && (salt.Length is 0 or > ShaCrypt.LongestSalt || !salt.All(ShaCrypt.Letters.Contains)))
        {
            read.Wrong(mapping.Find("salt")!, $"1 to {ShaCrypt.LongestSalt} letters, digits, '.' and '/'");
        }

        return new PromptHash(is512, salt, size);
    }

    private static string? Text(YamlMapping mapping, string key) => mapping.Find(key) is { Value: YamlScalar { IsNull: false } scalar } ? scalar.Text : null;
}
