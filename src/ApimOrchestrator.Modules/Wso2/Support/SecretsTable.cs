using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Toml;
using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>The table <c>[secrets]</c> of a <c>deployment.toml</c>: the last one of the file, as the product asks for, with a ciphertext for every alias that is used.</summary>
internal sealed partial class SecretsTable(SecretCipher cipher)
{
    private const string Name = "secrets";

    /// <summary>The document with the secrets in place.</summary>
    /// <param name="document">The document.</param>
    /// <param name="secrets">The secrets by alias.</param>
    /// <param name="keys">Key paths with the alias each uses.</param>
    /// <exception cref="TaskFailedException">An alias or a secret will not do, or the server would not start with the result.</exception>
    /// <exception cref="DiagnosticException">A path leads nowhere.</exception>
    public TomlDocument Apply(TomlDocument document, IReadOnlyDictionary<string, Secret> secrets, IReadOnlyDictionary<string, string> keys)
    {
        if (secrets.Keys.FirstOrDefault(alias => !Alias().IsMatch(alias)) is { } wrong)
        {
            throw new TaskFailedException($"'{wrong}' is no alias: letters, digits, '_' and '-' make one");
        }

        var present = Of(document);
        var used = keys.Aggregate(document, (edited, key) => edited.Set(TomlPath.Parse(key.Key), $"$secret{{{key.Value}}}"));
        var plain = present.Where(pair => !secrets.ContainsKey(pair.Key) && InBrackets(pair.Value)).Select(pair => KeyValuePair.Create(pair.Key, new Secret(pair.Value.Trim()[1..^1])));
        var encrypted = secrets.Concat(plain).Aggregate(used, (edited, secret) => edited.Set(PathOf(secret.Key), cipher.Encrypt(secret.Key, secret.Value, present.GetValueOrDefault(secret.Key))));
        return Checked(AtEnd(encrypted));
    }

    /// <summary>What the table holds: alias to ciphertext.</summary>
    /// <exception cref="DiagnosticException">It is written in a way the product's tools do not understand.</exception>
    public static IReadOnlyDictionary<string, string> Of(TomlDocument document)
    {
        if (document.Root.Child(Name) is not { } node)
        {
            return new Dictionary<string, string>();
        }

        if (node is not TableNode { Section.Header: not null } table)
        {
            throw document.Problem(node.Offset, "the product looks for a table with the header [secrets]", "write [secrets] at the end of the file and one 'alias = \"...\"' a line below it");
        }

        var strange = table.Children.FirstOrDefault(child => child.Node is not ValueNode { Value: string });
        return strange.Node is null
            ? table.Children.ToDictionary(child => child.Name, child => (string)child.Node.Value!, StringComparer.Ordinal)
            : throw document.Problem(strange.Node.Offset, $"'{strange.Name}' in [secrets] is no text", "each alias has one ciphertext in quotes");
    }

    private static TomlPath PathOf(string alias) => TomlPath.Of(Name, alias);

    private static bool InBrackets(string text) => text.Trim() is ['[', .., ']'];

    // The product's tool takes all that follows [secrets] for secrets.
    private static TomlDocument AtEnd(TomlDocument document)
    {
        if (document.Root.Child(Name) is not TableNode table || table.Section == document.Sections[^1])
        {
            return document;
        }

        return Of(document).Aggregate(document.Remove(TomlPath.Of(Name)), (edited, secret) => edited.Set(PathOf(secret.Key), secret.Value));
    }

    // The server ends at its start with "Secret references can't be resolved for ..." otherwise.
    private static TomlDocument Checked(TomlDocument document)
    {
        var known = Of(document);
        foreach (var (path, value) in document.Leaves())
        {
            var missing = TextsIn(value).SelectMany(text => Reference().Matches(text)).Select(match => match.Groups[1].Value).FirstOrDefault(alias => !known.ContainsKey(alias));
            if (missing is not null)
            {
                throw new TaskFailedException($"{document.File}: '{path}' uses $secret{{{missing}}}, but there is no secret '{missing}': the server would not start. Give it by 'secrets'");
            }
        }

        return document;
    }

    private static IEnumerable<string> TextsIn(object? value) => value switch
    {
        string text => [text],
        IReadOnlyList<object?> list => list.SelectMany(TextsIn),
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(TextsIn),
        _ => [],
    };

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\$secret\{([^}]*)\}")]
    private static partial Regex Reference();
}
