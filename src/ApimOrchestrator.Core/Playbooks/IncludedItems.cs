namespace ApimOrchestrator.Core.Playbooks;

/// <summary>What an include chosen while running brings.</summary>
/// <param name="Path">The file of tasks, or the role's folder.</param>
/// <param name="Items">The tasks.</param>
public sealed record IncludedItems(string Path, IReadOnlyList<PlayItem> Items)
{
    /// <summary>Defaults of roles whose variables hold in the play from now on.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Defaults { get; init; } = [];

    /// <summary>Variables of such roles.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Vars { get; init; } = [];

    /// <summary>Handlers that belong to the play from now on (those of an included role).</summary>
    public IReadOnlyList<PlayItem> Handlers { get; init; } = [];
}
