using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>Tells a host, for each change of a path, where to keep what was there before and the line that says so.</summary>
/// <param name="journal">The run's journal.</param>
public sealed class JournalKeeper(HostJournal journal)
{
    private HostPath? _folder;

    /// <summary>The run's journal.</summary>
    public HostJournal Journal { get; } = journal;

    /// <summary>Learns who works on the host, which decides where the journal lies. Costs no round trip.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<HostPath> FolderAsync(IHost host, CancellationToken cancellation) =>
        _folder ??= Journal.FolderFor(await host.LookAsync(new IdentityLook(), cancellation));

    /// <summary>What the host asks for before each change.</summary>
    /// <param name="change">The change.</param>
    public (string Folder, string Line)? Keep(PathChange change) =>
        _folder is { } folder ? (folder.Text, Journal.LineOf(change)) : throw new InvalidOperationException("a path is changed before its host's journal is known");
}
