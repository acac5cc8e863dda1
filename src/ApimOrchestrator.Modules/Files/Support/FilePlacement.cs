using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Puts one file where Ansible's <c>copy</c> and <c>template</c> put it: at the destination, or in it where that is a folder.</summary>
/// <param name="attributes">Owner, group and mode.</param>
/// <param name="destination">An absolute path; one that ends in a slash is a folder.</param>
internal sealed class FilePlacement(PathAttributes attributes, string destination)
{
    /// <summary>The file's name in a folder; null where it has none.</summary>
    public string? SourceName { get; init; }

    public bool Force { get; init; } = true;

    public bool Follow { get; init; }

    public string? Validate { get; init; }

    /// <summary>What has to be seen before the file is placed.</summary>
    public IReadOnlyList<Look> Looks =>
        [new TargetLook(Path, Follow: Follow), new TargetLook(Inner, Follow: Follow), new PathLook(Path.Parent, PathDetail.Attributes, Follow: true), new IdentityLook()];

    private bool IsFolderWished => destination.EndsWith('/');

    private HostPath Path => HostPath.Parse(destination);

    private HostPath Inner => SourceName is null ? Path : Path.Combine(SourceName);

    /// <summary>Looks, then places the file.</summary>
    public async Task<Answer> ApplyAsync(IHost host, TreeEntry file, CancellationToken cancellation) => await ApplyAsync(host, file, await host.LookAsync(Looks, cancellation), cancellation);

    /// <summary>Places the file.</summary>
    /// <param name="host">The host.</param>
    /// <param name="file">The content, and the source's mode.</param>
    /// <param name="seen">The answers to <see cref="Looks"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Answer> ApplyAsync(IHost host, TreeEntry file, IReadOnlyList<object?> seen, CancellationToken cancellation)
    {
        var identity = (HostIdentity)seen[3]!;
        var changes = new List<PathChange>();
        var (target, before) = Choose((PathTarget)seen[0]!, (PathTarget)seen[1]!);
        if (before is PathState.Absent && IsFolderWished && target == Inner && seen[0] is PathTarget { State: PathState.Absent })
        {
            changes.AddRange(await FolderChain.MissingAsync(host, Path, () => attributes.ToFolder(new PathState.Absent(), identity, null), cancellation));
        }
        else if (before is PathState.Absent && target == Path && seen[2] is not PathState.Folder)
        {
            throw new TaskFailedException($"the folder {Path.Parent} does not exist; make it first, or let 'dest' end in a slash") { Subject = Path.Text };
        }

        if (before is PathState.Absent || Force)
        {
            var after = attributes.ToFile(before, file.Content, identity, file.Mode);
            await ValidateAsync(host, target, before, after, cancellation);
            changes.Add(new PathChange(target, before, after));
            await host.PutAsync(changes, cancellation);
            before = after;
        }

        return new Answer(PathAnswer.Of(target, before, "dest"));
    }

    private Task ValidateAsync(IHost host, HostPath target, PathState before, PathState.File after, CancellationToken cancellation) =>
        before is PathState.File old && old.Content.SameAs(after.Content) ? Task.CompletedTask : Validation.CheckAsync(host, Validate, target.Text, after.Content, cancellation);

    private PathTarget Choose(PathTarget outer, PathTarget inner)
    {
        var chosen = outer;
        if (outer.State is PathState.Folder || (IsFolderWished && outer.State is PathState.Absent))
        {
            chosen = SourceName is null ? throw new TaskFailedException($"{Path} is a folder; 'content' needs the path of a file") { Subject = Path.Text } : inner;
        }
        else if (IsFolderWished)
        {
            throw new TaskFailedException($"{Path} is no folder though 'dest' ends in a slash") { Subject = Path.Text };
        }

        return chosen.State is PathState.Folder or PathState.Other
            ? throw new TaskFailedException($"{chosen.Path} is a {chosen.State.Kind}; a file cannot take its place") { Subject = chosen.Path.Text }
            : chosen;
    }
}
