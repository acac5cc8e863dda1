using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("file", "Makes folders, links and empty files, sets owner, group and mode, or removes a path.")]
[Returns("path", "The path.")]
[Returns("dest", "The path, where a link was wanted.")]
[Returns("src", "What the link points to, where one was wanted.")]
[Returns("state", "What stands there now: `file`, `directory`, `link`, `hard` or `absent`.")]
[Returns("mode", "Its permissions in octal digits.")]
[Returns("owner", "Its owner.")]
[Returns("group", "Its group.")]
[Returns("size", "A file's length in bytes.")]
internal sealed record File : PathAttributes, IModule
{
    [Argument("The path.", Aliases = ["dest", "name"])]
    public required HostPath Path { get; init; }

    [Argument("What must stand there; left out, what stands there already (`directory` with `recurse`).")]
    public FileWish? State { get; init; }

    [Argument("What a link points to, as the link is to say it; for `hard` an absolute path.")]
    public string? Src { get; init; }

    [Argument("Whether owner, group and mode are also set on everything below the folder.")]
    public bool Recurse { get; init; }

    [Argument("Whether a link is made though its target is missing, and in place of a file or an empty folder.")]
    public bool Force { get; init; }

    [Argument("Whether the attributes are set on what a link points to.")]
    public bool Follow { get; init; } = true;

    [Argument("With `touch`: `preserve` keeps the time of the last change, `now` renews it.")]
    public string ModificationTime { get; init; } = "now";

    [Argument("With `touch`: `preserve` keeps the time of the last reading, `now` renews it.")]
    public string AccessTime { get; init; } = "now";

    private FileWish? Wish => State ?? (Recurse ? FileWish.Directory : null);

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Recurse && Wish != FileWish.Directory)
        {
            throw new TaskFailedException("'recurse' goes with 'state: directory' only");
        }

        return Wish switch
        {
            FileWish.Absent => await RemoveAsync(host, cancellation),
            FileWish.Directory => await new FolderMaker(this).ApplyAsync(host, cancellation),
            FileWish.Link or FileWish.Hard => await new LinkMaker(this, Src ?? throw new TaskFailedException("'src' is needed for a link")).ApplyAsync(host, cancellation),
            FileWish.Touch => await TouchAsync(host, cancellation),
            _ => await SetAttributesAsync(host, cancellation),
        };
    }

    private async Task<Answer> RemoveAsync(IHost host, CancellationToken cancellation)
    {
        var before = await host.StateOfAsync(Path, PathDetail.Hash, cancellation);
        if (before is PathState.Other other)
        {
            throw new TaskFailedException($"{Path} is a {other.What}, which is not removed") { Subject = Path.Text };
        }

        await host.PutAsync(new PathChange(Path, before, new PathState.Absent()), cancellation);
        return new Answer(PathAnswer.Of(Path, new PathState.Absent()));
    }

    private async Task<Answer> SetAttributesAsync(IHost host, CancellationToken cancellation)
    {
        var ((path, before), identity) = await host.LookAsync(new TargetLook(Path, Follow: Follow), new IdentityLook(), cancellation);
        if (before is PathState.Absent || (Wish == FileWish.File && before is not (PathState.File or PathState.Link)))
        {
            throw new TaskFailedException($"{Path} is {(before is PathState.Absent ? "absent" : "a " + before.Kind)}; 'file' makes no file by itself: use 'state: touch', 'copy' or 'template'") { Subject = Path.Text };
        }

        var after = Applied(before, identity);
        await host.PutAsync(new PathChange(path, before, after), cancellation);
        return new Answer(PathAnswer.Of(Path, after));
    }

    private async Task<Answer> TouchAsync(IHost host, CancellationToken cancellation)
    {
        var ((path, before), identity) = await host.LookAsync(new TargetLook(Path, Follow: Follow), new IdentityLook(), cancellation);
        var after = before is PathState.Absent ? ToFile(before, Content.Empty, identity) : Applied(before, identity);
        await host.PutAsync(new PathChange(path, before, after), cancellation);
        string[] renewed = [.. ModificationTime == "preserve" ? [] : new[] { "-m" }, .. AccessTime == "preserve" ? [] : new[] { "-a" }];
        if (before is not PathState.Absent && renewed.Length > 0)
        {
            await host.MustRunAsync(new Command("touch", [.. renewed, "--", path.Text]), new Change(new Subject("times", path.Text), "as they were", "now"), cancellation);
        }

        return new Answer(PathAnswer.Of(Path, after, "dest"));
    }
}
