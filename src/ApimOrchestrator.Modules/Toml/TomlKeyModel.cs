using System.Globalization;
using ApimOrchestrator.Modules.Toml.Keys;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>
/// The keys of <c>deployment.toml</c> that API-M reads, per version. The product ignores all others without a word, so a misspelt key looks like a setting and is none.
/// The names come from the product's own configuration model (defaults, inferred and mapped keys) and from files of real installations; <c>scripts/toml-keys</c> makes the list.
/// </summary>
public sealed class TomlKeyModel
{
    private const string Letters = "abcd";
    private static readonly string[] Versions = ["3.2.0", "4.1.0", "4.3.0", "4.5.0"];
    private static readonly Lazy<(KnownKey Root, IReadOnlyList<string> Keys)> Known = new(Load);

    // There are no lists for 3.0 and 3.1: they read what 3.2.0 reads but for what came with it (docs-apim#1693, template lists of product-apim v3.0.0, v3.1.0 and v3.2.0).
    private static readonly string[] NewIn32 = ["apim.throttling.event_duplicate_url", "apim.event_hub"];
    private readonly char? _letter;
    private readonly string? _before32;

    private TomlKeyModel(char? letter, string? before32 = null) => (_letter, _before32) = (letter, before32);

    /// <summary>The version whose keys these are; null for those of all versions together.</summary>
    public string? Version => _letter is { } letter ? Versions[Letters.IndexOf(letter, StringComparison.Ordinal)] : null;

    /// <summary>The keys of the nearest version there is a list for.</summary>
    /// <param name="version">The product's version (<c>3.1.0</c>, <c>4.x</c>); null or empty for the keys of all versions.</param>
    public static TomlKeyModel For(string? version)
    {
        if (string.IsNullOrEmpty(version))
        {
            return new TomlKeyModel(null);
        }

        var wanted = Number(version);
        var nearest = Enumerable.Range(0, Versions.Length).MinBy(index => Math.Abs(Number(Versions[index]) - wanted));
        return new TomlKeyModel(Letters[nearest], wanted < Number("3.2") ? version : null);
    }

    /// <summary>Whether the product reads a key.</summary>
    /// <param name="names">The key's names from the root, without selectors.</param>
    public bool Knows(IReadOnlyList<string> names) => !IsNewer(names) && IsMine(Known.Value.Root.Find(names));

    /// <summary>What to tell about a key that the product does not read.</summary>
    /// <param name="names">The key's names from the root, without selectors.</param>
    /// <returns>A sentence with the nearest known key where one is near; null for a key the product reads.</returns>
    public string? Advice(IReadOnlyList<string> names)
    {
        if (IsNewer(names))
        {
            return $"API-M {_before32} does not read '{TomlKey.Write(names)}': it is a key of 3.2.0 and later";
        }

        var versions = Known.Value.Root.Find(names);
        if (IsMine(versions))
        {
            return null;
        }

        var key = TomlKey.Write(names);
        if (versions.Length > 0)
        {
            return $"API-M {Version} does not read '{key}': it is a key of {string.Join(", ", versions.Distinct().Order().Select(letter => Versions[Letters.IndexOf(letter, StringComparison.Ordinal)]))}";
        }

        var near = KeySuggestion.Nearest(names, Known.Value.Keys);
        return $"API-M does not know '{key}' and will ignore it{(near is null ? string.Empty : $"; did you mean '{near}'?")}";
    }

    private bool IsNewer(IReadOnlyList<string> names) =>
        _before32 is not null && string.Join('.', names) is var key && NewIn32.Any(later => key == later || key.StartsWith(later + ".", StringComparison.Ordinal));

    private bool IsMine(string versions) => _letter is { } letter ? versions.Contains(letter, StringComparison.Ordinal) : versions.Length > 0;

    private static int Number(string version)
    {
        var parts = version.Split('.');
        return (Part(parts, 0, 0) * 100) + Part(parts, 1, parts.Length > 1 ? 99 : 0);
    }

    private static int Part(string[] parts, int index, int otherwise) =>
        index < parts.Length && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static (KnownKey Root, IReadOnlyList<string> Keys) Load()
    {
        using var stream = typeof(TomlKeyModel).Assembly.GetManifestResourceStream("known-keys.txt")!;
        using var reader = new StreamReader(stream);
        var root = new KnownKey();
        List<string> keys = [];
        while (reader.ReadLine() is { } line)
        {
            var end = line.LastIndexOf(' ');
            var path = TomlPath.Parse(line[..end]);
            path.Names.Aggregate(root, (key, name) => key.Below(name)).Versions = line[(end + 1)..];
            keys.Add(line[..end]);
        }

        return (root, keys);
    }
}
