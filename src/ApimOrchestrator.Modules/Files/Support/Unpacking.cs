using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Puts the entries of an archive below a folder, as tar(1) and unzip(1) would.</summary>
/// <param name="attributes">Owner, group and mode of everything; left out, as the archive has them.</param>
/// <param name="root">The folder.</param>
internal sealed class Unpacking(PathAttributes attributes, HostPath root)
{
    private static readonly PathState Absent = new PathState.Absent();

    /// <summary>Whether the folder is made where it is missing.</summary>
    public bool MakesRoot { get; init; }

    /// <summary>Whether what is there keeps its owner, group or mode, and what is new gets those of the user who works.</summary>
    public (bool Owner, bool Group, bool Mode) Keeps { get; init; }

    /// <summary>Looks, then writes what differs; answers the folder.</summary>
    /// <exception cref="TaskFailedException">There is no such folder, or something else stands where a file or folder is to go.</exception>
    public async Task<PathState> ApplyAsync(IHost host, IReadOnlyList<ArchiveEntry> entries, CancellationToken cancellation)
    {
        var identity = await host.LookAsync(new IdentityLook(), cancellation);
        var places = new SortedDictionary<HostPath, ArchiveEntry?>();
        foreach (var entry in entries)
        {
            places[root.Combine("./" + entry.Path)] = entry;
        }

        foreach (var path in places.Keys.SelectMany(path => FolderChain.Of(path.Parent)).Where(path => path.IsWithin(root) && (path != root || MakesRoot)).Distinct().ToList())
        {
            places.TryAdd(path, null);
        }

        var seen = await host.LookAsync(
            [new PathLook(root, PathDetail.Attributes, Follow: true), .. places.Keys.Select(path => new PathLook(path)), .. identity.Uid == 0 ? AccountNames.Looks(entries) : []], cancellation);
        var folder = seen[0] as PathState.Folder;
        if (folder is null && !(MakesRoot && seen[0] is PathState.Absent))
        {
            throw new TaskFailedException($"{root} must be a folder that is there; make it first") { Subject = root.Text };
        }

        var names = identity.Uid == 0 ? AccountNames.Of(seen[^1]) : null;
        PathState Wished(ArchiveEntry? entry, PathState before) => entry is null ? attributes.ToFolder(Absent, identity, null) : Kept(before, StateOf(entry, identity, names), identity);
        await host.PutAsync([.. places.Zip(seen.Skip(1)).SelectMany(pair => ChangeOf(pair.First.Key, (PathState)pair.Second!, Wished(pair.First.Value, (PathState)pair.Second!), isImplied: pair.First.Value is null))], cancellation);
        return places.TryGetValue(root, out var own) || folder is null ? Wished(own, folder ?? Absent) : folder;
    }

    private PathState Kept(PathState before, PathState after, HostIdentity identity) => after switch
    {
        PathState.File file => file with
        {
            Owner = Keeps.Owner ? (before as PathState.File)?.Owner ?? identity.User : file.Owner,
            Group = Keeps.Group ? (before as PathState.File)?.Group ?? identity.Group : file.Group,
            Mode = Keeps.Mode ? (before as PathState.File)?.Mode ?? file.Mode & ~identity.Umask : file.Mode,
        },
        PathState.Folder folder => folder with
        {
            Owner = Keeps.Owner ? (before as PathState.Folder)?.Owner ?? identity.User : folder.Owner,
            Group = Keeps.Group ? (before as PathState.Folder)?.Group ?? identity.Group : folder.Group,
            Mode = Keeps.Mode ? (before as PathState.Folder)?.Mode ?? folder.Mode & ~identity.Umask : folder.Mode,
        },
        PathState.Link link => link with
        {
            Owner = Keeps.Owner ? (before as PathState.Link)?.Owner ?? identity.User : link.Owner,
            Group = Keeps.Group ? (before as PathState.Link)?.Group ?? identity.Group : link.Group,
        },
        _ => after,
    };

    private static IEnumerable<PathChange> ChangeOf(HostPath path, PathState before, PathState after, bool isImplied) => (before, after) switch
    {
        // a folder the archive only implies keeps what it is
        (PathState.Folder, PathState.Folder) when isImplied => [],
        (PathState.Folder, PathState.Folder) or (PathState.Absent, _) or (PathState.File or PathState.Link, PathState.File or PathState.Link) => [new PathChange(path, before, after)],
        _ => throw new TaskFailedException($"{path} is a {before.Kind} where the archive has a {after.Kind}; remove it first") { Subject = path.Text },
    };

    private PathState StateOf(ArchiveEntry entry, HostIdentity identity, AccountNames? names)
    {
        var isFolder = entry is { Content: null, Target: null };
        var mode = attributes.Mode?.Resolve(entry.Mode, isFolder) ?? (names is null ? entry.Mode & ~identity.Umask : entry.Mode);
        var owner = attributes.Owner ?? (names is not null && entry.Owner is not null ? names.OwnerOf(entry) : identity.User);
        var group = attributes.Group ?? (names is not null && entry.Group is not null ? names.GroupOf(entry) : identity.Group);
        return entry switch
        {
            { Target: { } target } => new PathState.Link(target, owner, group),
            { Content: { } content } => new PathState.File(content, mode, owner, group),
            _ => new PathState.Folder(mode, owner, group),
        };
    }
}
