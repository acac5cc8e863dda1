using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>
/// Takes back what a run did to one host, newest first, from what it left there. A path goes back to what it was before the run, if it still is what the run made of it;
/// a program's change is taken back by the program's undo. Interrupted, it can be done again.
/// </summary>
/// <param name="host">The real host, as a user who may read the journals and change the paths.</param>
/// <param name="run">The run's name.</param>
/// <param name="home">The only place to look for journals; null for the usual ones.</param>
public sealed class RunUndo(IHost host, string run, HostPath? home = null)
{
    private const string DoneFile = "undone";

    private readonly List<UndoPart> _parts = [];
    private readonly List<string> _impossible = [];
    private readonly HashSet<HostPath> _folders = [];

    /// <summary>What nothing can take back, for people, newest first.</summary>
    public IReadOnlyList<string> Impossible => _impossible;

    /// <summary>Whether the run left anything on the host.</summary>
    public bool IsEmpty => _parts.Count == 0 && _impossible.Count == 0;

    /// <summary>Reads what the run left; changes nothing.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FormatException">The name is no run's.</exception>
    /// <exception cref="TaskFailedException">The run was undone already.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var (entry, folder) in await host.LookAsync(JournalLook.Entries(run, home), cancellation))
        {
            _folders.Add(folder);
            switch (entry)
            {
                case JournalEntry.PathEntry path:
                    PathsFor(path).Add(path, folder);
                    break;
                case JournalEntry.SubjectEntry { Undo: { } undo } subject:
                    _parts.Add(new UndoPart.Program(subject.Subject, undo with { Input = Content.Of(subject.Input) }));
                    break;
                case JournalEntry.SubjectEntry { IsByPaths: false } subject:
                    _impossible.Add(subject.Subject.ToString());
                    break;
            }
        }

        var done = await host.StatesOfAsync(_folders.Select(folder => folder.Combine(DoneFile)), PathDetail.Attributes, cancellation);
        if (done.Count > 0 && done.All(state => state is PathState.File))
        {
            throw new TaskFailedException($"run {run} was undone on {host.Name} already");
        }
    }

    /// <summary>The paths that are no longer what the run made of them, so that undoing would lose somebody's change. Changes nothing.</summary>
    /// <param name="cancellation">Ends the looking.</param>
    public async Task<IReadOnlyList<string>> DriftAsync(CancellationToken cancellation)
    {
        var drift = new List<string>();
        var (judged, links) = (new HashSet<HostPath>(), new HashSet<HostPath>());
        foreach (var paths in _parts.OfType<UndoPart.Paths>())
        {
            drift.AddRange(await paths.DriftAsync(host, judged, links, cancellation));
        }

        return drift;
    }

    /// <summary>Takes everything back that can be.</summary>
    /// <param name="force">Whether paths that have changed since are put back too; else they are left and the task fails at the first.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="TaskFailedException">A path has changed since, or the host refused.</exception>
    public async Task ApplyAsync(bool force, CancellationToken cancellation)
    {
        foreach (var part in _parts)
        {
            await part.UndoAsync(host, force, cancellation);
        }

        foreach (var folder in _folders)
        {
            var file = folder.Combine(DoneFile);
            var identity = await host.LookAsync(new IdentityLook(), cancellation);
            var before = await host.StateOfAsync(file, PathDetail.Hash, cancellation);
            await host.PutAsync(new PathChange(file, before, new PathState.File(Content.Empty, 0x180, identity.User, identity.Group)), cancellation);
        }
    }

    private UndoPart.Paths PathsFor(JournalEntry.PathEntry entry)
    {
        if (_parts is [.., UndoPart.Paths last] && last.Takes(entry))
        {
            return last;
        }

        var paths = new UndoPart.Paths();
        _parts.Add(paths);
        return paths;
    }
}
