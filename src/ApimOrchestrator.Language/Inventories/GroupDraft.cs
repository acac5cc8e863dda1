namespace ApimOrchestrator.Language.Inventories;

/// <summary>A group while inventories are read.</summary>
internal sealed class GroupDraft(string name)
{
    private List<HostDraft>? _all;

    public string Name { get; } = name;

    public List<GroupDraft> Children { get; } = [];

    public List<GroupDraft> Parents { get; } = [];

    public List<HostDraft> Hosts { get; } = [];

    public Dictionary<string, object?> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary><c>ansible_group_priority</c>: among groups of the same depth the higher one wins.</summary>
    public int Priority { get; set; } = 1;

    /// <summary>How far below <c>all</c> the group is, on the longest way; deeper groups' variables win.</summary>
    public int Depth { get; set; }

    /// <summary>The hosts of this group and of all below it, in the inventory's order; only once reading is over.</summary>
    public IReadOnlyList<HostDraft> AllHosts => _all ??= [.. Family(this).SelectMany(group => group.Hosts).Distinct()];

    /// <summary>A group and all below it, nearest first.</summary>
    public static IReadOnlyList<GroupDraft> Family(GroupDraft top) => Walk(top, group => group.Children);

    /// <summary>A group and all above it, nearest first.</summary>
    public static IReadOnlyList<GroupDraft> Ancestry(GroupDraft bottom) => Walk(bottom, group => group.Parents);

    private static List<GroupDraft> Walk(GroupDraft start, Func<GroupDraft, IEnumerable<GroupDraft>> next)
    {
        var seen = new HashSet<GroupDraft> { start };
        var order = new List<GroupDraft> { start };
        for (var at = 0; at < order.Count; at++)
        {
            order.AddRange(next(order[at]).Where(seen.Add));
        }

        return order;
    }
}
