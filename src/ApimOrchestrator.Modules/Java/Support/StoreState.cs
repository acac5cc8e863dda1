namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>What a keystore holds. Aliases are not case-sensitive, as in Java's own stores.</summary>
/// <param name="Type">What the file really is.</param>
/// <param name="Entries">Alias to entry.</param>
internal sealed record StoreState(StoreType Type, IReadOnlyDictionary<string, StoreEntry> Entries)
{
    public StoreEntry? Find(string alias) => Entries.GetValueOrDefault(alias);

    public StoreState With(string alias, StoreEntry entry) =>
        this with { Entries = new Dictionary<string, StoreEntry>(Entries, StringComparer.OrdinalIgnoreCase) { [alias] = entry } };

    public StoreState Without(string alias)
    {
        var entries = new Dictionary<string, StoreEntry>(Entries, StringComparer.OrdinalIgnoreCase);
        entries.Remove(alias);
        return this with { Entries = entries };
    }

    public static StoreState Empty(StoreType type) => new(type, new Dictionary<string, StoreEntry>(StringComparer.OrdinalIgnoreCase));
}
