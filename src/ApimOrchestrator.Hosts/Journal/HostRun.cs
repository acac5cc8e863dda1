namespace ApimOrchestrator.Hosts.Journal;

/// <summary>What a run has left on a host.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Owner">The user on the host whose journal it is.</param>
/// <param name="Changes">How many changes were announced.</param>
/// <param name="KiB">How much room it takes.</param>
/// <param name="IsUndone">Whether it was taken back.</param>
/// <param name="Beginning">Whose run it was; null where the journal does not say.</param>
public sealed record HostRun(string Run, string Owner, int Changes, long KiB, bool IsUndone, JournalEntry.RunEntry? Beginning);
