using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>One line of a host's journal: what was about to be changed.</summary>
/// <param name="At">When, by the control machine's clock.</param>
public abstract record JournalEntry(DateTimeOffset At)
{
    /// <summary>The first line of a run's journal: whose run it is.</summary>
    /// <param name="At">When it began to change things.</param>
    /// <param name="Holder">Who runs, from where and since when.</param>
    /// <param name="Playbooks">What is run, for people.</param>
    public sealed record RunEntry(DateTimeOffset At, string Holder, string Playbooks) : JournalEntry(At);

    /// <summary>A path's change.</summary>
    /// <param name="At">When.</param>
    /// <param name="Path">The path.</param>
    /// <param name="Before">Its state before.</param>
    /// <param name="After">The state it was to get.</param>
    public sealed record PathEntry(DateTimeOffset At, HostPath Path, JournalState Before, JournalState After) : JournalEntry(At);

    /// <summary>A program's run; what it changes besides its subject has entries of its own before this one.</summary>
    /// <param name="At">When.</param>
    /// <param name="Subject">What it changes.</param>
    /// <param name="Undo">The program that takes it back, or null.</param>
    public sealed record SubjectEntry(DateTimeOffset At, Subject Subject, Command? Undo) : JournalEntry(At)
    {
        /// <summary>What the undo program is given to read.</summary>
        public ReadOnlyMemory<byte> Input { get; init; }

        /// <summary>Whether the entries of paths before this one say all that is to be taken back.</summary>
        public bool IsByPaths { get; init; }
    }
}
