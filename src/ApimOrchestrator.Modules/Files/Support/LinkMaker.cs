using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>The work of <c>file</c> with <c>state: link</c> and <c>state: hard</c>.</summary>
/// <param name="task">The arguments.</param>
/// <param name="source">What the link points to.</param>
internal sealed class LinkMaker(File task, string source)
{
    private bool IsHard => task.State == FileWish.Hard;

    private HostPath Source => IsHard ? HostPath.Parse(source) : task.Path.Parent.Combine(source);

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var hard = new CommandLook<string?>(
            new Subject("hard-link", task.Path.Text), Command.Shell("[ \"$1\" -ef \"$2\" ]", source, task.Path.Text), result => result.ExitCode == 0 ? source : null);
        var seen = await host.LookAsync(
            [new PathLook(task.Path), new PathLook(Source, Follow: true), new IdentityLook(), new TreeLook(task.Path, PathDetail.Attributes) { Depth = 1 }, .. IsHard ? new Look[] { hard } : []], cancellation);
        var (before, target, identity) = ((PathState)seen[0]!, (PathState)seen[1]!, (HostIdentity)seen[2]!);
        CheckPlace(before, target, ((IReadOnlyDictionary<HostPath, PathState>)seen[3]!).Count > 1);
        if (IsHard)
        {
            await MakeHardAsync(host, before, target, (string?)seen[4], cancellation);
        }
        else
        {
            await MakeSymbolicAsync(host, before, target, identity, cancellation);
        }

        return new Answer(new Dictionary<string, object?> { ["dest"] = task.Path.Text, ["src"] = source, ["state"] = IsHard ? "hard" : "link" });
    }

    private async Task MakeSymbolicAsync(IHost host, PathState before, PathState target, HostIdentity identity, CancellationToken cancellation)
    {
        var after = task.Follow && target is not PathState.Absent
            ? before as PathState.Link is { } link ? link with { Target = source } : new PathState.Link(source, identity.User, identity.Group)
            : task.ToLink(before, source, identity);
        var changes = new List<PathChange> { new(task.Path, before, after) };
        if (task.Follow && target is not PathState.Absent)
        {
            changes.Add(new PathChange(Source, target, task.Applied(target, identity)));
        }

        await host.PutAsync(changes, cancellation);
    }

    private async Task MakeHardAsync(IHost host, PathState before, PathState target, string? current, CancellationToken cancellation)
    {
        if (current != source)
        {
            var change = new Change(new Subject("hard-link", task.Path.Text), before.Kind, source) { Paths = [new PathChange(task.Path, before, target with { Metadata = null })] };
            await host.MustRunAsync(new Command("ln", "-f", "--", source, task.Path.Text), change, cancellation);
        }
    }

    private void CheckPlace(PathState before, PathState target, bool isFilled)
    {
        if (target is PathState.Absent && (IsHard || !task.Force))
        {
            throw Failure($"its target {Source} does not exist{(IsHard ? "" : "; write 'force: true' to link to it all the same")}");
        }

        if (IsHard && target is not PathState.File)
        {
            throw Failure($"{Source} is a {target.Kind}; only a file can have another name");
        }

        var isLike = before is PathState.Absent or PathState.Link || (IsHard && before is PathState.File);
        if (!isLike && (!task.Force || before is PathState.Other || isFilled))
        {
            throw Failure($"a {before.Kind} is there{(isFilled ? " that is not empty" : task.Force ? "" : "; write 'force: true' to replace it")}");
        }
    }

    private TaskFailedException Failure(string why) => new($"the link {task.Path} cannot be made: {why}") { Subject = task.Path.Text };
}
