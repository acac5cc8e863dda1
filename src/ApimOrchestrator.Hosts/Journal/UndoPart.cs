using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>A part of an undo: paths between two programs, or one program.</summary>
internal abstract class UndoPart
{
    /// <summary>Takes it back.</summary>
    /// <param name="force">Whether paths that have changed since are put back too.</param>
    /// <param name="cancellation">Ends the work.</param>
    public abstract Task UndoAsync(bool force, CancellationToken cancellation);

    /// <summary>A program that takes back what another did.</summary>
    /// <param name="host">The host, as the user who ran the other.</param>
    /// <param name="subject">What is taken back.</param>
    /// <param name="undo">The program.</param>
    public sealed class Program(IHost host, Subject subject, Command undo) : UndoPart
    {
        /// <inheritdoc/>
        public override Task UndoAsync(bool force, CancellationToken cancellation) =>
            host.MustRunAsync(undo, new Change(subject, "changed by the run", "as before"), cancellation);
    }

    /// <summary>Paths that go back together: each from what the last change made of it to what it was before the first.</summary>
    /// <param name="host">The host, as the user who changed them.</param>
    public sealed class Paths(IHost host) : UndoPart
    {
        private readonly Dictionary<HostPath, Restoring> _paths = [];
        private readonly HashSet<HostPath> _above = [];

        /// <summary>The host, as the user who changed the paths.</summary>
        public IHost Host => host;

        /// <summary>The paths at which there was a link at any time: what lies below them is another thing before and after.</summary>
        public HashSet<HostPath> Links { get; } = [];

        /// <summary>All paths of this part.</summary>
        public IEnumerable<HostPath> All => _paths.Keys;

        /// <summary>Whether an older entry can go back together with these: none of them lies behind a link that the other makes or removes.</summary>
        public bool Takes(JournalEntry.PathEntry entry) => !Above(entry.Path).Any(Links.Contains) && !(HasLink(entry) && _above.Contains(entry.Path));

        /// <summary>Adds an older entry.</summary>
        public void Add(JournalEntry.PathEntry entry, HostPath folder)
        {
            var restoring = new Restoring(entry.Before, entry.After, [entry.Before, entry.After], folder);
            if (_paths.TryGetValue(entry.Path, out var newer))
            {
                // a change of attributes alone was not told the content: it is what the next change met
                var before = entry is { Before: { State: "file", Sha256: null }, After.State: "file" } && newer.Before.State == "file"
                    ? entry.Before with { Sha256 = newer.Before.Sha256 }
                    : entry.Before;
                restoring = new Restoring(before, newer.Made, [.. newer.Known, entry.Before], before == entry.Before ? folder : newer.Folder);
            }

            _paths[entry.Path] = restoring;
            _above.UnionWith(Above(entry.Path));
            if (HasLink(entry))
            {
                Links.Add(entry.Path);
            }
        }

        /// <summary>The paths of this part that are neither as the run left them nor as they were at any time of it.</summary>
        /// <param name="judged">Paths a newer part has judged already; completed here.</param>
        /// <param name="links">Links of newer parts: what lies behind them cannot be judged now; completed here.</param>
        /// <param name="cancellation">Ends the looking.</param>
        public async Task<IReadOnlyList<string>> DriftAsync(HashSet<HostPath> judged, HashSet<HostPath> links, CancellationToken cancellation)
        {
            var paths = _paths.Keys.Where(path => !Above(path).Any(links.Contains) && judged.Add(path)).ToList();
            links.UnionWith(Links);
            var present = await PresentAsync(host, paths, cancellation);
            return [.. paths.Zip(present).Where(pair => !_paths[pair.First].Known.Any(state => state.Fits(pair.Second))).Select(pair => Drifted(pair.First, pair.Second))];
        }

        /// <summary>What lies in folders the run made and is not of the run, a line a folder.</summary>
        /// <param name="known">All paths of the run.</param>
        /// <param name="cancellation">Ends the looking.</param>
        public async Task<IReadOnlyList<string>> StrangersAsync(HashSet<HostPath> known, CancellationToken cancellation)
        {
            var made = _paths.Where(pair => pair.Value is { Before.State: not "folder", Made.State: "folder" }).Select(pair => pair.Key).ToHashSet();
            var told = new List<string>();
            var topmost = made.Where(path => !Above(path).Any(made.Contains)).ToList();
            foreach (var (folder, state) in topmost.Zip(await PresentAsync(host, topmost, cancellation)))
            {
                if (state is not PathState.Folder)
                {
                    continue;
                }

                var tree = await host.LookAsync(new TreeLook(folder, PathDetail.Attributes), cancellation);
                var strangers = tree.Keys.Where(path => path != folder && !known.Contains(path)).Select(path => path.Text[(folder.Text.Length + 1)..]).ToList();
                if (strangers.Count > 0)
                {
                    told.Add($"{folder} was made by the run and now holds {strangers.Count} {(strangers.Count == 1 ? "thing" : "things")} the run did not put there: {string.Join(", ", strangers.Take(3))}{(strangers.Count > 3 ? " …" : "")}");
                }
            }

            return told;
        }

        /// <inheritdoc/>
        public override async Task UndoAsync(bool force, CancellationToken cancellation)
        {
            var paths = _paths.Keys.ToList();
            var present = await PresentAsync(host, paths, cancellation);
            var kept = await KeptAsync(host, cancellation);
            var changes = new List<PathChange>();
            foreach (var (path, state) in paths.Zip(present))
            {
                var restoring = _paths[path];
                if (restoring.Before.Fits(state))
                {
                    continue;
                }

                if (!force && !restoring.Known.Any(known => known.Fits(state)))
                {
                    throw new TaskFailedException($"not undone: {Drifted(path, state)}") { Subject = path.Text };
                }

                changes.Add(new PathChange(path, state, Wished(path, restoring, state, kept)));
            }

            await RefuseStrangersAsync(host, changes, force, cancellation);
            await host.PutAsync([.. InOrder(changes)], cancellation);
        }

        // where links lead in a circle nothing can be reached: what is to be put back there comes when the circle is gone
        private static async Task<IReadOnlyList<PathState>> PresentAsync(IHost host, List<HostPath> paths, CancellationToken cancellation)
        {
            try
            {
                return await host.StatesOfAsync(paths, PathDetail.Hash, cancellation);
            }
            catch (TaskFailedException) when (paths.Count > 1)
            {
                var present = new List<PathState>();
                foreach (var path in paths)
                {
                    present.AddRange(await PresentAsync(host, [path], cancellation));
                }

                return present;
            }
            catch (TaskFailedException problem) when (problem.Message.EndsWith("Too many levels of symbolic links", StringComparison.Ordinal))
            {
                return [new PathState.Absent()];
            }
        }

        // first what goes, from below; then what comes back, from above
        private static IEnumerable<PathChange> InOrder(List<PathChange> changes) =>
            changes.Where(change => change.After is PathState.Absent).OrderByDescending(change => change.Path)
                .Concat(changes.Where(change => change.After is not PathState.Absent).OrderBy(change => change.Path));

        private static bool HasLink(JournalEntry.PathEntry entry) => entry.Before.State == "link" || entry.After.State == "link";

        private static IEnumerable<HostPath> Above(HostPath path)
        {
            for (var at = path; at != HostPath.Root;)
            {
                at = at.Parent;
                yield return at;
            }
        }

        private string Drifted(HostPath path, PathState state) => $"{path} is {JournalState.Of(state)}; the run left it {_paths[path].Made}";

        private static PathState Wished(HostPath path, Restoring restoring, PathState present, Dictionary<HostPath, Content> kept)
        {
            if (restoring.Before is not { State: "file" } before)
            {
                return restoring.Before.ToState(Content.Empty);
            }

            if (present is PathState.File file && (before.Sha256 is null || before.Sha256 == file.Content.Sha256))
            {
                return before.ToState(file.Content);
            }

            return before.Sha256 is not null && kept.TryGetValue(path, out var content)
                ? before.ToState(content)
                : throw new TaskFailedException($"{path} cannot be put back: its content was not kept") { Subject = path.Text };
        }

        private async Task<Dictionary<HostPath, Content>> KeptAsync(IHost host, CancellationToken cancellation)
        {
            var wanted = _paths.Where(pair => pair.Value.Before.Sha256 is not null).ToList();
            var states = await host.StatesOfAsync(wanted.Select(pair => pair.Value.Folder.Combine($"{HostJournal.ContentFolder}/{pair.Value.Before.Sha256}")), PathDetail.Hash, cancellation);
            return wanted.Zip(states).Where(pair => pair.Second is PathState.File file && file.Content.Sha256 == pair.First.Value.Before.Sha256)
                .ToDictionary(pair => pair.First.Key, pair => ((PathState.File)pair.Second).Content);
        }

        /// <summary>A folder the run made goes only with what the run put into it.</summary>
        private static async Task RefuseStrangersAsync(IHost host, List<PathChange> changes, bool force, CancellationToken cancellation)
        {
            var folders = changes.Where(change => change is { Before: PathState.Folder, After: not PathState.Folder }).ToList();
            if (force || folders.Count == 0)
            {
                return;
            }

            var trees = await host.LookAsync([.. folders.Select(change => new TreeLook(change.Path, PathDetail.Attributes))], cancellation);
            var going = changes.Where(change => change.After is PathState.Absent).ToList();
            var paths = going.Select(change => change.Path).ToHashSet();

            // the run may have put a thing there through a link, under another path
            var inodes = going.Select(change => change.Before.Metadata?.Inode).ToHashSet();
            foreach (var (folder, tree) in folders.Zip(trees.Cast<IReadOnlyDictionary<HostPath, PathState>>()))
            {
                var stranger = tree.FirstOrDefault(entry => entry.Key != folder.Path && !paths.Contains(entry.Key) && !inodes.Contains(entry.Value.Metadata?.Inode)).Key;
                if (stranger is not null)
                {
                    throw new TaskFailedException($"not undone: {folder.Path} was made by the run but now holds {stranger.Text[(folder.Path.Text.Length + 1)..]}, which was not") { Subject = folder.Path.Text };
                }
            }
        }

        /// <summary>What a path goes back to.</summary>
        /// <param name="Before">Its state before the run.</param>
        /// <param name="Made">The state the run gave it last.</param>
        /// <param name="Known">Every state it had in the run; a run that was cut off may have left any of them.</param>
        /// <param name="Folder">The folder that keeps its content.</param>
        private sealed record Restoring(JournalState Before, JournalState Made, IReadOnlyList<JournalState> Known, HostPath Folder);
    }
}
