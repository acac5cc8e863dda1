using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Overlay;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>
/// Sees to it that everything that is changed can be undone. Paths are kept by the agent in the round trip of their change; before a folder goes, all that lies in it
/// goes one by one, so that each leaves its content behind; before a program runs, the paths it is to change and its undo are kept.
/// The host as another user and its peers keep journals of their own.
/// </summary>
/// <param name="inner">The host.</param>
/// <param name="keeper">Says where things are kept.</param>
public sealed class JournalingHost(IHost inner, JournalKeeper keeper) : IHost
{
    /// <summary>The script that keeps files and lines before a program runs. Its words are the run's folder and the files; the lines come by its input.</summary>
    public const string KeepScript = """
        set -e
        umask 077
        d=$1
        shift
        mkdir -p "$d/content"
        for p do
          if [ -f "$p" ] && [ ! -L "$p" ]; then
            s=$(sha256sum <"$p")
            s=${s%% *}
            if [ ! -e "$d/content/$s" ]; then
              cp "$p" "$d/content/.$$"
              chmod 600 "$d/content/.$$"
              mv -f "$d/content/.$$" "$d/content/$s"
            fi
          fi
        done
        cat >>"$d/journal"
        sync "$d/journal" 2>/dev/null || sync
        """;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation) => inner.LookAsync(looks, cancellation);

    /// <inheritdoc/>
    public async Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        await keeper.FolderAsync(inner, cancellation);
        var all = await OneByOneAsync([.. changes.Where(change => !change.IsNone)], cancellation);
        if (all.Count == 0)
        {
            return;
        }

        await keeper.LearnAsync(inner, all, cancellation);
        try
        {
            await inner.PutAsync(all, cancellation);
        }
        finally
        {
            keeper.Forget(all);
        }
    }

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        var folder = await keeper.FolderAsync(inner, cancellation);
        var paths = change.Paths.Where(path => !path.IsNone).ToList();
        await keeper.LearnAsync(inner, paths, cancellation);
        var lines = paths.Select(path => keeper.Journal.LineOf(keeper.Real(path))).Append(await keeper.Journal.LineOfAsync(change, cancellation));
        var keep = Command.Shell(KeepScript, [folder.Text, .. paths.Where(path => path.Before is PathState.File).Select(path => path.Path.Text)]) with
        {
            Input = Content.Of(keeper.Begin() + string.Concat(lines.Select(line => line + "\n")), secret: true),
        };
        await inner.MustRunAsync(keep, new Change(new Subject("journal", keeper.Journal.Run), null, change.Subject.ToString()), cancellation);
        keeper.Forget();
        return await inner.RunAsync(command, change, cancellation);
    }

    /// <inheritdoc/>
    public Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation) => inner.ExpectAsync(expectation, cancellation);

    /// <inheritdoc/>
    public IHost As(string user) => inner.As(user);

    /// <inheritdoc/>
    public IHost Peer(string name) => inner.Peer(name);

    private async Task<IReadOnlyList<PathChange>> OneByOneAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        var folders = changes.Where(change => change is { Before: PathState.Folder, After: not PathState.Folder }).ToList();
        if (folders.Count == 0)
        {
            return changes;
        }

        var seen = await inner.LookAsync([MountTable.Look, .. folders.Select(change => new TreeLook(change.Path))], cancellation);
        var mounts = (IReadOnlyList<(string Source, HostPath Point)>)seen[0]!;
        var trees = folders.Zip(seen.Skip(1)).ToDictionary(pair => pair.First, pair => (IReadOnlyDictionary<HostPath, PathState>)pair.Second!);
        return [.. changes.SelectMany(change => trees.TryGetValue(change, out var tree) && !mounts.Any(mount => mount.Point.IsWithin(change.Path)) ? Below(change, tree).Append(change) : [change])];
    }

    // deepest first; devices and sockets go with their folder
    private static IEnumerable<PathChange> Below(PathChange change, IReadOnlyDictionary<HostPath, PathState> tree) =>
        tree.Where(entry => entry.Key != change.Path && entry.Value is not PathState.Other)
            .OrderByDescending(entry => entry.Key)
            .Select(entry => new PathChange(entry.Key, entry.Value, new PathState.Absent()));
}
