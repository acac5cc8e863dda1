using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Puts the files of a folder below a folder of the host; what else is there stays.</summary>
/// <param name="attributes">Owner, group and mode of what is written.</param>
/// <param name="destination">An absolute path.</param>
/// <param name="sourceName">The source folder's name.</param>
/// <param name="contentOnly">Whether the source folder's content is meant, not the folder itself.</param>
internal sealed class TreePlacement(PathAttributes attributes, string destination, string? sourceName, bool contentOnly)
{
    public Mode? DirectoryMode { get; init; }

    public bool Force { get; init; } = true;

    /// <summary>The folder the files are placed below.</summary>
    public HostPath Root { get; } = contentOnly || sourceName is null ? HostPath.Parse(destination) : HostPath.Parse(destination).Combine(sourceName);

    /// <summary>Looks, then places the files.</summary>
    /// <param name="host">The host.</param>
    /// <param name="entries">The files.</param>
    /// <param name="known">What was seen at their places already; links are looked behind where a folder is needed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Answer> ApplyAsync(IHost host, IReadOnlyList<TreeEntry> entries, IReadOnlyDictionary<HostPath, PathState> known, CancellationToken cancellation)
    {
        var files = entries.Select(entry => (Path: Root.Combine(entry.RelativePath), Entry: entry)).ToList();
        var folders = files.SelectMany(file => FolderChain.Of(file.Path.Parent)).Concat(FolderChain.Of(Root)).Distinct().Order().ToList();
        var looks = folders.Where(path => known.GetValueOrDefault(path) is null or PathState.Link).Select(path => new PathLook(path, PathDetail.Attributes, Follow: true))
            .Concat(files.Where(file => !known.ContainsKey(file.Path)).Select(file => new PathLook(file.Path))).ToList();
        var seen = await host.LookAsync([new IdentityLook(), .. looks], cancellation);
        var states = new Dictionary<HostPath, PathState>(known);
        foreach (var (look, state) in looks.Zip(seen.Skip(1)))
        {
            states[look.Path] = (PathState)state!;
        }

        var changes = ChangesOf(folders, states, (HostIdentity)seen[0]!).Concat(files.SelectMany(file => ChangesOf(file.Path, file.Entry, states[file.Path], (HostIdentity)seen[0]!)));
        await host.PutAsync([.. changes], cancellation);
        return new Answer(new Dictionary<string, object?> { ["dest"] = Root.Text, ["state"] = "directory" });
    }

    private List<PathChange> ChangesOf(IReadOnlyList<HostPath> folders, Dictionary<HostPath, PathState> states, HostIdentity identity)
    {
        var changes = new List<PathChange>();
        foreach (var (path, state) in folders.Select(path => (path, states[path])))
        {
            changes.AddRange(state switch
            {
                PathState.Folder => [],
                PathState.Absent => [new PathChange(path, state, attributes.ToFolder(state, identity, DirectoryMode))],
                _ => throw new TaskFailedException($"{path} is a {state.Kind} where a folder is needed") { Subject = path.Text },
            });
        }

        return changes;
    }

    private IEnumerable<PathChange> ChangesOf(HostPath path, TreeEntry entry, PathState before, HostIdentity identity) => before switch
    {
        PathState.Folder or PathState.Other => throw new TaskFailedException($"{path} is a {before.Kind}; a file cannot take its place") { Subject = path.Text },
        PathState.Absent or PathState.File or PathState.Link when before is PathState.Absent || Force => [new PathChange(path, before, attributes.ToFile(before, entry.Content, identity, entry.Mode))],
        _ => [],
    };
}
