using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Toml.Keys;

/// <summary>Finds the known key that a person probably meant: a misspelt one, or one that stands in another table.</summary>
internal static class KeySuggestion
{
    private const int ElsewhereLimit = 4;

    /// <summary>The nearest known key; null where none is near.</summary>
    public static string? Nearest(IReadOnlyList<string> names, IReadOnlyList<string> known)
    {
        var key = TomlKey.Write(names);
        return Moved(key, known) ?? Misspelt(names, key, known) ?? Elsewhere(names, known);
    }

    /// <summary>The same key with more or fewer tables before it.</summary>
    private static string? Moved(string key, IReadOnlyList<string> known) =>
        known.Where(candidate => candidate.EndsWith("." + key, StringComparison.Ordinal) || (candidate.Contains('.', StringComparison.Ordinal) && key.EndsWith("." + candidate, StringComparison.Ordinal)))
            .MinBy(candidate => Math.Abs(candidate.Length - key.Length));

    private static string? Misspelt(IReadOnlyList<string> names, string key, IReadOnlyList<string> known)
    {
        // A pattern of user-named tables takes the names the user chose, so that only the rest counts.
        var candidates = known.Select(candidate => Fill(candidate, names)).OfType<string>().ToList();
        var siblings = candidates.Where(candidate => candidate.StartsWith(TomlKey.Write(names.SkipLast(1)) + ".", StringComparison.Ordinal));
        return Suggestion.Nearest(key, siblings) is { } sibling && Suggestion.Distance(sibling, key) <= Math.Max(2, names[^1].Length / 2)
            ? sibling
            : Suggestion.Nearest(key, candidates) is { } near && Suggestion.Distance(near, key) <= Math.Max(2, key.Length / 5) ? near : null;
    }

    /// <summary>A key of the same last name in the table with the nearest name, where only a few tables have it.</summary>
    private static string? Elsewhere(IReadOnlyList<string> names, IReadOnlyList<string> known)
    {
        var key = TomlKey.Write(names);
        var same = known.Where(candidate => candidate.EndsWith("." + TomlKey.Write(names[^1]), StringComparison.Ordinal)).ToList();
        return same.Count is > 0 and <= ElsewhereLimit ? same.MinBy(candidate => Suggestion.Distance(candidate, key)) : null;
    }

    private static string? Fill(string candidate, IReadOnlyList<string> names)
    {
        if (!candidate.Contains('*', StringComparison.Ordinal))
        {
            return candidate;
        }

        var parts = TomlPath.Parse(candidate).Names.ToList();
        return parts.Count == names.Count && parts[^1] != KnownKey.AnyName && parts[^1] != KnownKey.AnyNames
            ? TomlKey.Write(parts.Select((part, index) => part == KnownKey.AnyName ? names[index] : part))
            : null;
    }
}
