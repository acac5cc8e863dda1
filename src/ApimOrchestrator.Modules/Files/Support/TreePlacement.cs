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

    public async Task<Answer> ApplyAsync(IHost host, IReadOnlyList<TreeEntry> entries, CancellationToken cancellation)
    {
        var root = HostPath.Parse(destination);
        root = contentOnly || sourceName is null ? root : root.Combine(sourceName);
        var files = entries.Select(entry => (Path: root.Combine(entry.RelativePath), Entry: entry)).ToList();
        var folders = files.SelectMany(file => FolderChain.Of(file.Path.Parent)).Concat(FolderChain.Of(root)).Distinct().Order().ToList();
        var seen = await host.LookAsync(
            [new IdentityLook(), .. folders.Select(path => new PathLook(path, PathDetail.Attributes, Follow: true)), .. files.Select(file => new PathLook(file.Path))], cancellation);
        var identity = (HostIdentity)seen[0]!;
        var changes = new List<PathChange>();
        foreach (var (path, state) in folders.Zip(seen.Skip(1).Cast<PathState>()))
        {
            changes.AddRange(state switch
            {
                PathState.Folder => [],
                PathState.Absent => [new PathChange(path, state, attributes.ToFolder(state, identity, DirectoryMode))],
                _ => throw new TaskFailedException($"{path} is a {state.Kind} where a folder is needed") { Subject = path.Text },
            });
        }

        changes.AddRange(files.Zip(seen.Skip(1 + folders.Count).Cast<PathState>()).SelectMany(pair => ChangesOf(pair.First.Path, pair.First.Entry, pair.Second, identity)));
        await host.PutAsync(changes, cancellation);
        return new Answer(new Dictionary<string, object?> { ["dest"] = root.Text, ["state"] = "directory" });
    }

    private IEnumerable<PathChange> ChangesOf(HostPath path, TreeEntry entry, PathState before, HostIdentity identity) => before switch
    {
        PathState.Folder or PathState.Other => throw new TaskFailedException($"{path} is a {before.Kind}; a file cannot take its place") { Subject = path.Text },
        PathState.Absent or PathState.File or PathState.Link when before is PathState.Absent || Force => [new PathChange(path, before, attributes.ToFile(before, entry.Content, identity, entry.Mode))],
        _ => [],
    };
}
