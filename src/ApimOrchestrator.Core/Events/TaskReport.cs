using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Core.Events;

/// <summary>How a task, or one item of its loop, ended on a host.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record TaskReport(string Task, Place Place, Outcome Outcome)
{
    /// <summary>The name it has been given; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The module's name.</summary>
    public string Module { get; init; } = "";

    /// <summary>Whether it changed something, whatever else came of it.</summary>
    public bool IsChanged { get; init; }

    /// <summary>What changed, in order.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it failed, was skipped or is unknown, or what it says; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The program's answer, where one failed.</summary>
    public CommandResult? Result { get; init; }

    /// <summary>Whether it has run as a loop, its items told apart already.</summary>
    public bool HadItems { get; init; }

    /// <summary>The inventory name of the host it was delegated to; null for the host itself.</summary>
    public string? DelegatedTo { get; init; }

    /// <summary>Where that host is, where that is not its name.</summary>
    public string? DelegatedAddress { get; init; }

    /// <summary>Whether its details must not be shown (<c>no_log</c>).</summary>
    public bool IsHidden { get; init; }
}
