using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>What a program that is run changes: one subject, from one state to another, and what else is different afterwards.</summary>
/// <param name="Subject">What is changed.</param>
/// <param name="Before">Its state before, as a look of the subject sees it; its text is shown.</param>
/// <param name="After">Its state afterwards, as a look would see it, or <see cref="Unknown"/>; its text is shown.</param>
public sealed record Change(Subject Subject, object? Before, object? After)
{
    /// <summary>Other subjects that are different afterwards, with the state a look would see or <see cref="Unknown"/>. Not shown as effects.</summary>
    public IReadOnlyDictionary<Subject, object?> Also { get; init; } = new Dictionary<Subject, object?>();

    /// <summary>Paths that are different afterwards. Shown as effects of their own; journaled before the program runs, so that they can be put back.</summary>
    public IReadOnlyList<PathChange> Paths { get; init; } = [];

    /// <summary>Paths of which, with all below them, nobody can say beforehand how the program leaves them.</summary>
    public IReadOnlyList<HostPath> Obscures { get; init; } = [];

    /// <summary>Text that shows the change line by line, in place of before and after; null for none.</summary>
    public string? Diff { get; init; }

    /// <summary>The program that takes the change back; null where <see cref="Paths"/> say all or nothing can.</summary>
    public Command? Undo { get; init; }

    /// <summary>A raw command's run: nothing is known of what it does.</summary>
    /// <param name="command">The command.</param>
    public static Change Opaque(Command command) => new(new Subject("command", command.ToString()), "not run", "run");
}
