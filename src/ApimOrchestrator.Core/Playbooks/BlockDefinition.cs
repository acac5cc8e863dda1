using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>Tasks that belong together, with what is done when one of them fails. The block's keywords are already in its tasks.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Items">What is done.</param>
public sealed record BlockDefinition(Place Place, IReadOnlyList<PlayItem> Items) : PlayItem(Place)
{
    /// <summary>What is done on a host where an item failed; it counts as rescued when this succeeds.</summary>
    public IReadOnlyList<PlayItem> Rescue { get; init; } = [];

    /// <summary>What is done in any case.</summary>
    public IReadOnlyList<PlayItem> Always { get; init; } = [];
}
