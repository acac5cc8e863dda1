namespace ApimOrchestrator.Language.Inventories;

/// <summary>A host while inventories are read.</summary>
internal sealed class HostDraft(string name)
{
    public string Name { get; } = name;

    /// <summary>The groups it was put into directly.</summary>
    public List<GroupDraft> Groups { get; } = [];

    public Dictionary<string, object?> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The inventory it was first found in; null for the command line's list and for the implicit localhost.</summary>
    public string? File { get; init; }

    /// <summary>Every group it is in, directly or through another.</summary>
    public IReadOnlyList<GroupDraft> AllGroups => [.. Groups.SelectMany(GroupDraft.Ancestry).Distinct()];
}
