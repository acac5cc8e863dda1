using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Puts one file where Ansible's <c>copy</c> and <c>template</c> put it: at the destination, or in it where that is a folder.</summary>
/// <param name="attributes">Owner, group and mode.</param>
/// <param name="destination">An absolute path; one that ends in a slash is a folder.</param>
/// <param name="content">The file's content.</param>
internal sealed class FilePlacement(PathAttributes attributes, string destination, Content content)
{
    /// <summary>The file's name in a folder; null where it has none.</summary>
    public string? SourceName { get; init; }

    public int? SourceMode { get; init; }

    public bool Force { get; init; } = true;

    public bool Follow { get; init; }

    public string? Validate { get; init; }

    private bool IsFolderWished => destination.EndsWith('/');

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var path = HostPath.Parse(destination);
        var inner = SourceName is null ? path : path.Combine(SourceName);
        var seen = await host.LookAsync(
            [new PathLook(path), new PathLook(inner), new PathLook(path.Parent, PathDetail.Attributes, Follow: true), new IdentityLook()], cancellation);
        var identity = (HostIdentity)seen[3]!;
        var changes = new List<PathChange>();
        var (target, before) = await FindAsync(host, path, (PathState)seen[0]!, inner, (PathState)seen[1]!, cancellation);
        if (before is PathState.Absent && IsFolderWished && target == inner && seen[0] is PathState.Absent)
        {
            changes.AddRange(await FolderChain.MissingAsync(host, path, () => attributes.ToFolder(new PathState.Absent(), identity, null), cancellation));
        }
        else if (before is PathState.Absent && target == path && seen[2] is not PathState.Folder)
        {
            throw new TaskFailedException($"the folder {path.Parent} does not exist; make it first, or let 'dest' end in a slash") { Subject = path.Text };
        }

        if (before is PathState.Absent || Force)
        {
            var after = attributes.ToFile(before, content, identity, SourceMode);
            await ValidateAsync(host, target, before, after, cancellation);
            changes.Add(new PathChange(target, before, after));
            await host.PutAsync(changes, cancellation);
            before = after;
        }

        return new Answer(PathAnswer.Of(target, before, "dest"));
    }

    private Task ValidateAsync(IHost host, HostPath target, PathState before, PathState.File after, CancellationToken cancellation) =>
        before is PathState.File old && old.Content.SameAs(after.Content) ? Task.CompletedTask : Validation.CheckAsync(host, Validate, target.Text, after.Content, cancellation);

    private async Task<(HostPath Target, PathState Before)> FindAsync(IHost host, HostPath path, PathState state, HostPath inner, PathState innerState, CancellationToken cancellation)
    {
        var (target, before) = Follow ? await host.FollowAsync(path, state, PathDetail.Hash, cancellation) : (path, state);
        if (before is PathState.Folder || (IsFolderWished && before is PathState.Absent))
        {
            (target, before) = SourceName is null
                ? throw new TaskFailedException($"{path} is a folder; 'content' needs the path of a file") { Subject = path.Text }
                : Follow ? await host.FollowAsync(inner, innerState, PathDetail.Hash, cancellation) : (inner, innerState);
        }
        else if (IsFolderWished)
        {
            throw new TaskFailedException($"{path} is no folder though 'dest' ends in a slash") { Subject = path.Text };
        }

        return before is PathState.Folder or PathState.Other
            ? throw new TaskFailedException($"{target} is a {before.Kind}; a file cannot take its place") { Subject = target.Text }
            : (target, before);
    }
}
