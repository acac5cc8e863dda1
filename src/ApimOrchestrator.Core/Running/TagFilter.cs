namespace ApimOrchestrator.Core.Running;

/// <summary>Chooses tasks by their tags as Ansible does: <c>always</c> and <c>never</c>, <c>all</c>, <c>tagged</c> and <c>untagged</c>.</summary>
/// <param name="Only">The tags asked for; empty for all.</param>
/// <param name="Skip">The tags left out.</param>
public sealed record TagFilter(IReadOnlyCollection<string> Only, IReadOnlyCollection<string> Skip)
{
    /// <summary>Whether a task with these tags runs.</summary>
    /// <param name="tags">The task's tags, inherited ones included.</param>
    public bool Selects(IReadOnlySet<string> tags) => IsWanted(tags) && !IsSkipped(tags);

    private bool IsWanted(IReadOnlySet<string> tags)
    {
        if (tags.Contains("always"))
        {
            return true;
        }

        var all = Only.Count == 0 || Only.Contains("all");
        return tags.Contains("never")
            ? Only.Any(tags.Contains)
            : all || Only.Any(tags.Contains) || (Only.Contains("tagged") && tags.Count > 0) || (Only.Contains("untagged") && tags.Count == 0);
    }

    private bool IsSkipped(IReadOnlySet<string> tags) =>
        (Skip.Contains("all") && !(tags.Contains("always") && !Skip.Contains("always")))
        || Skip.Any(tags.Contains)
        || (Skip.Contains("tagged") && tags.Count > 0)
        || (Skip.Contains("untagged") && tags.Count == 0);
}
