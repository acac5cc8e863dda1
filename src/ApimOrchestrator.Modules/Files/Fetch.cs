using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("fetch", "Copies a file of the host to the control machine.")]
[Returns("dest", "The file on the control machine.")]
[Returns("checksum", "The SHA-1 of the file there.")]
[Returns("remote_checksum", "The SHA-1 of the host's file.")]
[Returns("file", "The host's file, where nothing was copied.")]
[Returns("msg", "Why nothing was copied, where the file is missing.")]
internal sealed record Fetch : IModule
{
    [Argument("The file on the host.")]
    public required HostPath Src { get; init; }

    [Argument("The folder on the control machine: the file goes below it, under the host's name and its own path. With `flat` the file itself, or the folder it goes into where this ends in a slash. A relative path begins at the playbook's folder.")]
    public required ControlPath Dest { get; init; }

    [Argument("Whether the file goes to `dest` itself.")]
    public bool Flat { get; init; }

    [Argument("Whether the task fails where the file is missing.")]
    public bool FailOnMissing { get; init; } = true;

    [Argument("Accepted as Ansible has it: what arrives is always checked.")]
    public bool ValidateChecksum { get; init; } = true;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var control = host.Peer(PeerNames.Control);
        var target = Target(host.Peer(PeerNames.Task).Name);
        var there = host.LookAsync(new PathLook(Src, PathDetail.Hash, Follow: true), Checksums.Look(Src, ChecksumKind.Sha1), cancellation);
        var here = await control.LookAsync([new IdentityLook(), new TargetLook(target), .. FolderChain.Looks(target.Parent)], cancellation);
        var (source, sums) = await there;
        if (source is not PathState.File file)
        {
            return Missing(source);
        }

        var (path, before) = (PathTarget)here[1]!;
        if (before is PathState.Folder)
        {
            throw new TaskFailedException($"{path} is a folder; let 'dest' end in a slash to have the file in it") { Subject = path.Text };
        }

        var identity = (HostIdentity)here[0]!;
        var present = before as PathState.File;
        var after = new PathState.File(file.Content, present?.Mode ?? 0x1B6 & ~identity.Umask, present?.Owner ?? identity.User, present?.Group ?? identity.Group);
        var folders = FolderChain.Missing(target.Parent, here.Skip(2).Cast<PathState>(), () => new PathState.Folder(0x1FF & ~identity.Umask, identity.User, identity.Group));
        await control.PutAsync([.. folders, new PathChange(path, before, after)], cancellation);
        return await AnsweredAsync(target, file, sums, isSame: present?.Content.SameAs(file.Content) ?? false, cancellation);
    }

    private HostPath Target(string host) => !Flat ? Dest.Path.Combine($"{host}/{Src.Text[1..]}") : Dest.Name.EndsWith('/') ? Dest.Path.Combine(Src.Name) : Dest.Path;

    private Answer Missing(PathState source)
    {
        var why = source is PathState.Absent ? "the remote file does not exist" : $"{Src} is a {source.Kind}, and only files are fetched";
        return FailOnMissing
            ? throw new TaskFailedException($"{Src}: {why}") { Subject = Src.Text }
            : new Answer(new Dictionary<string, object?> { ["file"] = Src.Text, ["msg"] = $"{why}, not transferring, ignored" });
    }

    private async Task<Answer> AnsweredAsync(HostPath target, PathState.File file, IReadOnlyList<string> sums, bool isSame, CancellationToken cancellation)
    {
        var checksum = await Checksums.OfAsync(file.Content, sums, ChecksumKind.Sha1, cancellation);
        var answer = new Dictionary<string, object?> { ["dest"] = target.Text, ["checksum"] = checksum };
        (string Name, object Value) more = isSame ? ("file", Src.Text) : ("remote_checksum", checksum);
        answer[more.Name] = more.Value;
        return new Answer(answer);
    }
}
