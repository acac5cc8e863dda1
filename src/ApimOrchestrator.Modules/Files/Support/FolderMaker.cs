using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>The work of <c>file</c> with <c>state: directory</c>.</summary>
/// <param name="task">The arguments.</param>
internal sealed class FolderMaker(File task)
{
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        List<Look> looks = [new IdentityLook(), new TargetLook(task.Path, PathDetail.Attributes, task.Follow), .. FolderChain.Looks(task.Path.Parent)];
        if (task.Recurse)
        {
            looks.Add(new TreeLook(task.Path, PathDetail.Attributes));
        }

        var seen = await host.LookAsync(looks, cancellation);
        var identity = (HostIdentity)seen[0]!;
        var (path, before) = (PathTarget)seen[1]!;
        var changes = FolderChain.Missing(task.Path.Parent, seen.Skip(2).OfType<PathState>(), () => task.ToFolder(new PathState.Absent(), identity, task.Mode)).ToList();
        var after = before is PathState.Folder or PathState.Absent
            ? task.ToFolder(before, identity, task.Mode)
            : throw new TaskFailedException($"{task.Path} is a {before.Kind}, not a folder; remove it first") { Subject = task.Path.Text };
        changes.Add(new PathChange(path, before, after));
        if (task.Recurse && path == task.Path)
        {
            var below = (IReadOnlyDictionary<HostPath, PathState>)seen[^1]!;
            changes.AddRange(below.Where(pair => pair.Key != path).OrderBy(pair => pair.Key).Select(pair => new PathChange(pair.Key, pair.Value, task.Applied(pair.Value, identity))));
        }

        await host.PutAsync(changes, cancellation);
        return new Answer(PathAnswer.Of(task.Path, after));
    }
}
