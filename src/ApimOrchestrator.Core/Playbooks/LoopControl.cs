using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>How a loop's variables are called and shown.</summary>
public sealed record LoopControl
{
    /// <summary>The variable that holds the item.</summary>
    public string LoopVar { get; init; } = "item";

    /// <summary>The variable that holds the item's number from 0; null for none.</summary>
    public string? IndexVar { get; init; }

    /// <summary>What is shown of an item; null for the item itself.</summary>
    public ITemplate? Label { get; init; }

    /// <summary>Whether <c>ansible_loop</c> tells more of the item's place in the loop.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Seconds between items.</summary>
    public ITemplate? Pause { get; init; }
}
