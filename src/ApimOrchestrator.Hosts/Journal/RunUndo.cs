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
    /// <summary>The name of the file that marks a run as undone, in the run's folder.</summary>
    public const string DoneFile = "undone";

    private readonly List<UndoPart> _parts = [];
    private readonly List<string> _impossible = [];
    private readonly List<(IHost Host, HostPath Folder)> _folders = [];

    /// <summary>What nothing can take back, for people, newest first.</summary>
    public IReadOnlyList<string> Impossible => _impossible;

    /// <summary>Folders that may hold more of the run but cannot be looked into by this user.</summary>
    public IReadOnlyList<HostPath> Closed { get; private set; } = [];

    /// <summary>Whether the run left anything on the host that can be found.</summary>
    public bool IsEmpty => _folders.Count == 0;

    /// <summary>Whether the run was taken back already.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>When the run changed this host last, by the control machine's clock.</summary>
    public DateTimeOffset Last { get; private set; }

    /// <summary>Reads what the run left; changes nothing. What a user's journal says is taken back as that user, so that nobody's journal can do more than its owner.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FormatException">The name is no run's.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        var (found, self) = await host.LookAsync(JournalLook.Find(run, home), new IdentityLook(), cancellation);
        Closed = [.. found.Where(static one => one.Owner == "!").Select(static one => one.Folder)];
        var entries = new List<(JournalEntry Entry, IHost Host, HostPath Folder)>();
        foreach (var (owner, folder) in found.Where(static one => one.Owner != "!"))
        {
            var at = owner == self.User ? host : host.As(owner);
            _folders.Add((at, folder));
            entries.AddRange((await EntriesAsync(at, folder, cancellation)).Select(entry => (entry, at, folder)));
        }

        // a stable order: entries of one moment stay as they were written
        foreach (var (entry, at, folder) in entries.Index().OrderByDescending(static one => one.Item.Entry.At).ThenByDescending(static one => one.Index).Select(static one => one.Item))
        {
            Last = entry.At > Last ? entry.At : Last;
            Add(entry, at, folder);
        }

        IsUndone = _folders.Count > 0;
        foreach (var (at, folder) in _folders)
        {
            IsUndone &= await at.StateOfAsync(folder.Combine(DoneFile), PathDetail.Attributes, cancellation) is PathState.File;
        }
    }

    /// <summary>The paths that are no longer what the run made of them, and folders it made in which others have put something, so that undoing would lose somebody's work. Changes nothing.</summary>
    /// <param name="cancellation">Ends the looking.</param>
    public async Task<IReadOnlyList<string>> DriftAsync(CancellationToken cancellation)
    {
        var drift = new List<string>();
        var (judged, links) = (new HashSet<HostPath>(), new HashSet<HostPath>());
        foreach (var paths in _parts.OfType<UndoPart.Paths>())
        {
            drift.AddRange(await paths.DriftAsync(judged, links, cancellation));
        }

        var known = _parts.OfType<UndoPart.Paths>().SelectMany(static paths => paths.All).ToHashSet();
        foreach (var paths in _parts.OfType<UndoPart.Paths>())
        {
            drift.AddRange(await paths.StrangersAsync(known, cancellation));
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
            await part.UndoAsync(force, cancellation);
        }

        foreach (var (at, folder) in _folders)
        {
            var file = folder.Combine(DoneFile);
            var identity = await at.LookAsync(new IdentityLook(), cancellation);
            var before = await at.StateOfAsync(file, PathDetail.Hash, cancellation);
            await at.PutAsync(new PathChange(file, before, new PathState.File(Content.Empty, 0x180, identity.User, identity.Group)), cancellation);
        }
    }

    private static async Task<IReadOnlyList<JournalEntry>> EntriesAsync(IHost at, HostPath folder, CancellationToken cancellation)
    {
        if (await at.StateOfAsync(folder.Combine(HostJournal.LinesFile), PathDetail.Hash, cancellation) is not PathState.File journal)
        {
            return [];
        }

        var entries = new List<JournalEntry>();
        await using var stream = await journal.Content.OpenAsync(cancellation);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (JournalText.Read(line) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private void Add(JournalEntry entry, IHost at, HostPath folder)
    {
        switch (entry)
        {
            case JournalEntry.PathEntry path:
                PathsFor(path, at).Add(path, folder);
                break;
            case JournalEntry.SubjectEntry { Undo: { } undo } subject:
                _parts.Add(new UndoPart.Program(at, subject.Subject, undo with { Input = Content.Of(subject.Input) }));
                break;
            case JournalEntry.SubjectEntry { IsByPaths: false } subject:
                _impossible.Add(subject.Subject.ToString());
                break;
        }
    }

    private UndoPart.Paths PathsFor(JournalEntry.PathEntry entry, IHost at)
    {
        if (_parts is [.., UndoPart.Paths last] && last.Host == at && last.Takes(entry))
        {
            return last;
        }

        var paths = new UndoPart.Paths(at);
        _parts.Add(paths);
        return paths;
    }
}
