using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("synchronize", "Makes a file or folder of the host like one of the control machine, or the other way. What differs in content, links, permissions, owner or group travels; neither side needs rsync. Between two hosts with `delegate_to`: that host takes the place of the control machine.", Aliases = ["ansible.posix.synchronize"])]
[Returns("msg", "The paths that were made, changed or removed, one a line.")]
[Returns("stdout_lines", "The same as a list.")]
[Returns("rc", "Always 0.")]
internal sealed record Synchronize : IModule
{
    [Argument("What is copied. A folder that ends in a slash gives its content, else itself. On the control machine a relative path begins at the playbook's folder.")]
    public required ControlPath Src { get; init; }

    [Argument("Where it goes; a missing folder is made.")]
    public required ControlPath Dest { get; init; }

    [Argument("Which way.")]
    public SyncMode Mode { get; init; }

    [Argument("Whether what is only at the destination is removed.")]
    public bool Delete { get; init; }

    [Argument("Accepted as Ansible has it: everything below a folder, links, permissions, owners and groups are copied unless an argument says otherwise; times are not.")]
    public bool Archive { get; init; } = true;

    [Argument("Whether the owner is copied; left out, as `archive`. Only root can.")]
    public bool? Owner { get; init; }

    [Argument("Whether the group is copied; left out, as `archive`. Only root can.")]
    public bool? Group { get; init; }

    [Argument("Whether permissions are copied; left out, as `archive`.")]
    public bool? Perms { get; init; }

    [Argument("Whether folders are copied with what is in them; left out, as `archive`.")]
    public bool? Recursive { get; init; }

    [Argument("Accepted as Ansible has it: files are always compared by content.")]
    public bool Checksum { get; init; }

    [Argument("Accepted as Ansible has it: times are not copied.")]
    public bool? Times { get; init; }

    [Argument("Accepted as Ansible has it: what travels is packed as the connection is.")]
    public bool Compress { get; init; } = true;

    [Argument("Options of rsync; `--exclude=PATTERN` is the one that is read.")]
    public IReadOnlyList<string> RsyncOpts { get; init; } = [];

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var excludes = new SyncExcludes(RsyncOpts);
        var isDelegated = host.Name != host.Peer(PeerNames.Task).Name;
        var target = isDelegated ? host.Peer(PeerNames.Task) : host;
        var near = isDelegated ? host : host.Peer(PeerNames.Control);
        var (from, to) = Mode == SyncMode.Push ? (near, target) : (target, near);
        HostPath PathOn(IHost side, ControlPath path) => side == near && !isDelegated ? path.Path : HostPath.Parse(path.Name);
        var (source, root) = (PathOn(from, Src), PathOn(to, Dest));
        var entries = await ReadAsync(from, source, excludes, cancellation);
        var isFile = entries is [{ Path: "", Content: not null } or { Path: "", Target: not null }];
        if (isFile)
        {
            var isInFolder = Dest.Name.EndsWith('/') || await to.StateOfAsync(root, PathDetail.Attributes, cancellation) is PathState.Folder;
            entries = [entries[0] with { Path = isInFolder ? source.Name : root.Name }];
            root = isInFolder ? root : root.Parent;
        }
        else if (!Src.Name.EndsWith('/'))
        {
            entries = [.. entries.Select(entry => entry with { Path = entry.Path.Length == 0 ? source.Name : $"{source.Name}/{entry.Path}" })];
        }

        var before = Delete && !isFile ? await to.LookAsync(new TreeLook(root), cancellation) : new Dictionary<HostPath, PathState>();
        var top = Src.Name.EndsWith('/') ? root : root.Combine(source.Name);
        var extra = Extra(before, top, [.. entries.Select(entry => root.Combine("./" + entry.Path))], excludes);
        await to.PutAsync(extra, cancellation);
        await new Unpacking(new SyncAttributes(), root) { MakesRoot = true, Keeps = (!(Owner ?? Archive), !(Group ?? Archive), !(Perms ?? Archive)) }.ApplyAsync(to, entries, cancellation);
        return Answered(extra);
    }

    private async Task<IReadOnlyList<ArchiveEntry>> ReadAsync(IHost from, HostPath source, SyncExcludes excludes, CancellationToken cancellation)
    {
        var (state, tree) = await from.LookAsync(new PathLook(source), new TreeLook(source), cancellation);
        if (state is not PathState.Folder)
        {
            return state is PathState.File or PathState.Link
                ? [Entry("", state)]
                : throw new TaskFailedException($"{source}: there is no such file or folder on {from.Name}") { Subject = source.Text };
        }

        if (!(Recursive ?? Archive))
        {
            throw new TaskFailedException($"{source} is a folder; copying it needs 'archive' or 'recursive'") { Subject = source.Text };
        }

        return [.. from pair in tree.OrderBy(pair => pair.Key)
                   let relative = pair.Key == source ? "" : pair.Key.Text[(source.Text.Length + (source == HostPath.Root ? 0 : 1))..]
                   where pair.Value is not PathState.Other && !excludes.Covers(relative)
                   select Entry(relative, pair.Value)];
    }

    private static ArchiveEntry Entry(string path, PathState state)
    {
        var (uid, gid) = ((int)(state.Metadata?.Uid ?? 0), (int)(state.Metadata?.Gid ?? 0));
        return state switch
        {
            PathState.File file => new ArchiveEntry(path, file.Mode) { Content = file.Content, Owner = (file.Owner, uid), Group = (file.Group, gid) },
            PathState.Link link => new ArchiveEntry(path, 0x1FF) { Target = link.Target, Owner = (link.Owner, uid), Group = (link.Group, gid) },
            PathState.Folder folder => new ArchiveEntry(path, folder.Mode) { Owner = (folder.Owner, uid), Group = (folder.Group, gid) },
            _ => new ArchiveEntry(path, 0),
        };
    }

    // A folder goes with all that lies in it, unless something in it is left alone.
    private static List<PathChange> Extra(IReadOnlyDictionary<HostPath, PathState> present, HostPath top, HashSet<HostPath> wished, SyncExcludes excludes)
    {
        string Relative(HostPath path) => path.Text[(top.Text.Length + (top == HostPath.Root ? 0 : 1))..];
        var stay = present.Keys.Where(path => path == top || !path.IsWithin(top) || wished.Contains(path) || excludes.Covers(Relative(path))).SelectMany(path => FolderChain.Of(path)).ToHashSet();
        var gone = present.Keys.Where(path => !stay.Contains(path)).ToHashSet();
        return [.. gone.Where(path => !gone.Contains(path.Parent)).Order().Select(path => new PathChange(path, present[path], new PathState.Absent()))];
    }

    private static Answer Answered(List<PathChange> removed)
    {
        var lines = removed.Select(change => (object?)$"*deleting {change.Path}").ToList();
        return new Answer(new Dictionary<string, object?> { ["rc"] = 0L, ["msg"] = string.Concat(lines.Select(line => line + "\n")), ["stdout_lines"] = lines });
    }

    private sealed record SyncAttributes : PathAttributes;
}
