using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Runs <c>include_tasks</c>, <c>include_role</c> and <c>include_vars</c>: what they read is chosen by each host's variables.</summary>
/// <param name="play">The play.</param>
/// <param name="items">Runs what was included.</param>
internal sealed class IncludeRunner(PlayState play, ItemsRunner items)
{
    private readonly Conditions _conditions = new(play.Context.Variables);

    private RunContext Context => play.Context;

    /// <summary>Includes tasks: hosts that include the same file with the same item go together.</summary>
    /// <param name="task">The including task.</param>
    /// <param name="include">What it includes.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="canBeRescued">Whether a rescue waits for a failure.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task RunAsync(TaskDefinition task, TaskAction.IncludeTasks include, IReadOnlyList<HostRun> hosts, bool canBeRescued, CancellationToken cancellation)
    {
        var wanted = new List<(HostRun Host, string File, string Label, IReadOnlyDictionary<string, object?> Local)>();
        foreach (var host in hosts)
        {
            Guard(host, task, () => EachTurn(host, task, (scope, label, local) => wanted.Add((host, FileOf(include, scope), label, local)), include.Name == "include_role" ? _ => 0 : done => done));
        }

        foreach (var group in wanted.GroupBy(choice => (choice.File, choice.Label)))
        {
            var members = group.Select(choice => choice.Host).ToList();
            IReadOnlyList<PlayItem> loaded = [];
            foreach (var host in members)
            {
                Guard(host, task, () => loaded = WithVars(include.Load(group.Key.File, task), group.First().Local));
            }

            await items.RunAsync(loaded, members, canBeRescued, cancellation);
        }
    }

    /// <summary>Reads variables of a file for each host.</summary>
    /// <param name="task">The including task.</param>
    /// <param name="include">What it reads.</param>
    /// <param name="hosts">The hosts.</param>
    public void ReadVars(TaskDefinition task, TaskAction.IncludeVars include, IReadOnlyList<HostRun> hosts)
    {
        foreach (var host in hosts)
        {
            Guard(host, task, () => EachTurn(host, task, (scope, _, _) =>
            {
                foreach (var (name, value) in include.Load(scope))
                {
                    Context.Memory.Of(host.Name).Included[name] = value;
                }
            }, done => Math.Min(done, 1)));
        }
    }

    private string FileOf(TaskAction.IncludeTasks include, IScope scope) => include.File.Evaluate(scope) switch
    {
        Unknown unknown => throw new UnknownStateException(unknown.Why),
        var file => Context.Variables.TextOf(file),
    };

    // As with Ansible each included file of tasks counts as done, a role does not; where no item holds, the task counts as skipped once.
    private void EachTurn(HostRun host, TaskDefinition task, Action<IScope, string, IReadOnlyDictionary<string, object?>> work, Func<int, int> counted)
    {
        var done = 0;
        string? skipped = null;
        var outer = play.ScopeFor(host.Name, task);
        var list = task.Loop?.Evaluate(outer);
        if (list is Unknown unknown)
        {
            throw new UnknownStateException(unknown.Why);
        }

        foreach (var item in task.Loop is null ? [null] : list as IReadOnlyList<object?> ?? throw new DiagnosticException(new Diagnostic(task.Place, $"the loop needs a list, not {Context.Variables.TextOf(list)}")))
        {
            var local = task.Loop is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { [task.LoopControl.LoopVar] = item };
            var scope = play.ScopeFor(host.Name, task, local);
            switch (_conditions.Hold(task.When, scope, out var why))
            {
                case true:
                    work(scope, task.Loop is null ? "" : Results.Label(item, Context.Variables), local);
                    done++;
                    break;
                case false:
                    skipped = why;
                    break;
                default:
                    throw new UnknownStateException(why!);
            }
        }

        if (done == 0)
        {
            Report(host, task, Outcome.Skipped, skipped);
        }

        for (var count = counted(done); count > 0; count--)
        {
            Report(host, task, Outcome.Ok, null);
        }
    }

    private void Guard(HostRun host, TaskDefinition task, Action work)
    {
        try
        {
            work();
        }
        catch (DiagnosticException problem)
        {
            host.HasFailed = true;
            Report(host, task, Outcome.Failed, problem.Message);
        }
        catch (UnknownStateException unknown)
        {
            Report(host, task, Outcome.Unknown, unknown.Why);
        }
    }

    private void Report(HostRun host, TaskDefinition task, Outcome outcome, string? message) =>
        Context.Events.Emit(new RunEvent.TaskFinished(
            host.Name,
            new TaskReport(TaskRunner.NameOf(task, play.ScopeFor(host.Name, task)), task.Place, outcome) { Message = message, Module = task.Action.Name }));

    private static IReadOnlyList<PlayItem> WithVars(IReadOnlyList<PlayItem> loaded, IReadOnlyDictionary<string, object?> local) =>
        local.Count == 0 ? loaded : [.. loaded.Select(item => WithVars(item, local))];

    private static PlayItem WithVars(PlayItem item, IReadOnlyDictionary<string, object?> local) => item switch
    {
        TaskDefinition task => task with { IncludeVars = [.. task.IncludeVars, local] },
        BlockDefinition block => block with
        {
            Items = WithVars(block.Items, local),
            Rescue = WithVars(block.Rescue, local),
            Always = WithVars(block.Always, local),
        },
        _ => item,
    };
}
