using System.Collections.Concurrent;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>Tells a host, for each change of a path, where to keep what was there before and the line that says so.</summary>
/// <param name="journal">The run's journal.</param>
public sealed class JournalKeeper(HostJournal journal)
{
    private readonly ConcurrentDictionary<HostPath, HostPath> _real = new();
    private HostPath? _folder;
    private int _begun;

    /// <summary>The run's journal.</summary>
    public HostJournal Journal { get; } = journal;

    /// <summary>Learns who works on the host, which decides where the journal lies. Costs no round trip.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<HostPath> FolderAsync(IHost host, CancellationToken cancellation) =>
        _folder ??= Journal.FolderFor(await host.LookAsync(new IdentityLook(), cancellation));

    /// <summary>Learns where the folders of paths really are, links on the way followed, so that a path is kept under one name only. Costs a round trip for folders not met before.</summary>
    /// <param name="host">The host.</param>
    /// <param name="changes">What is going to be changed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task LearnAsync(IHost host, IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        var folders = changes.Select(change => change.Path.Parent).Where(folder => !_real.ContainsKey(folder)).Distinct().ToList();
        if (folders.Count > 0)
        {
            var real = await host.LookAsync(RealFolders.Of(folders), cancellation);
            foreach (var (folder, found) in folders.Zip(real))
            {
                _real[folder] = found;
            }
        }
    }

    /// <summary>Forgets what a change may make untrue.</summary>
    /// <param name="changes">What was changed.</param>
    public void Forget(IReadOnlyList<PathChange> changes)
    {
        if (changes.Any(static change => LeadsOn(change.Before) || LeadsOn(change.After)))
        {
            _real.Clear();
        }
    }

    private static bool LeadsOn(PathState state) => state is PathState.Link or PathState.Folder;

    /// <summary>Forgets where folders are: anything may have happened to them.</summary>
    public void Forget() => _real.Clear();

    /// <summary>A change under the path's real name.</summary>
    /// <param name="change">The change.</param>
    public PathChange Real(PathChange change) => _real.TryGetValue(change.Path.Parent, out var folder) && change.Path != HostPath.Root ? change with { Path = folder.Combine(change.Path.Name) } : change;

    /// <summary>What the host asks for before each change.</summary>
    /// <param name="change">The change.</param>
    public (string Folder, string Line)? Keep(PathChange change) =>
        _folder is { } folder ? (folder.Text, Begin() + Journal.LineOf(Real(change))) : throw new InvalidOperationException("a path is changed before its host's journal is known");

    /// <summary>What stands before the first line that is kept: whose run it is, with a line break; nothing later.</summary>
    public string Begin() => Interlocked.Exchange(ref _begun, 1) == 0 ? Journal.FirstLine() + "\n" : "";
}
