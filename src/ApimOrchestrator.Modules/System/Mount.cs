using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("mount", "Mounts file systems and keeps the mount table. Asks the kernel's table what is mounted: a mount point whose server is gone is never touched.", Aliases = ["ansible.posix.mount"])]
[Returns("name", "The mount point.")]
[Returns("src", "What is mounted.")]
[Returns("fstype", "The file system's type.")]
[Returns("opts", "The options.")]
[Returns("fstab", "The mount table.")]
internal sealed record Mount : IModule
{
    [Argument("The mount point; its folder is made where it is missing, and stays when nothing is mounted there any more.", Aliases = ["name"])]
    public required HostPath Path { get; init; }

    [Argument("What to mount: `10.0.0.9:/srv/apim`, `/dev/sdb1`, a folder with `opts: bind`.")]
    public string? Src { get; init; }

    [Argument("The file system's type, such as `nfs4`, `ext4`, `tmpfs`, `none` for a folder.")]
    public string? Fstype { get; init; }

    [Argument("The options, joined by commas.")]
    public string Opts { get; init; } = "defaults";

    [Argument("Whether dump(8) saves it.")]
    public int Dump { get; init; }

    [Argument("The order in which fsck(8) checks it; 0 for not at all.")]
    public int Passno { get; init; }

    [Argument("What is asked for.")]
    public required MountWish State { get; init; }

    [Argument("The mount table.")]
    public HostPath Fstab { get; init; } = HostPath.Parse("/etc/fstab");

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (State is MountWish.Mounted or MountWish.Present or MountWish.Ephemeral && (Src is null || Fstype is null))
        {
            throw new TaskFailedException("'src' and 'fstype' are needed to mount something");
        }

        await new Mounter(this).ApplyAsync(host, cancellation);
        return new Answer(new Dictionary<string, object?> { ["name"] = Path.Text, ["src"] = Src, ["fstype"] = Fstype, ["opts"] = Opts, ["fstab"] = Fstab.Text });
    }
}
