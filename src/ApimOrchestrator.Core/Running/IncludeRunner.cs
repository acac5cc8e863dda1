using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Runs <c>include_tasks</c> and <c>include_role</c>: what they read is chosen by each host's variables.</summary>
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
    /// <param name="flow">What surrounds the task.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task RunAsync(TaskDefinition task, TaskAction.IncludeTasks include, IReadOnlyList<HostRun> hosts, Flow flow, CancellationToken cancellation)
    {
        var wanted = new List<(HostRun Host, string File, string Label, IReadOnlyDictionary<string, object?> Local)>();
        foreach (var host in hosts)
        {
            Guard(host, task, flow, () => EachTurn(host, task, (scope, label, local) =>
            {
                var file = FileOf(include, scope);
                wanted.Add((host, file, label, local));
                return task.Register is null ? [] : ResultOf(include, file, scope);
            }));
        }

        var groups = wanted.GroupBy(choice => (choice.File, choice.Label)).ToList();
        var loaded = groups.ConvertAll(group => Load(task, include, group.Key.File, group.Key.Label, [.. group.Select(choice => choice.Host)], flow));
        foreach (var (group, included) in groups.Zip(loaded))
        {
            await items.RunAsync(WithVars(included, group.First().Local), [.. group.Select(choice => choice.Host)], flow, cancellation);
        }
    }

    // As with Ansible a file of tasks counts as done on each of its hosts, a role does not.
    private IReadOnlyList<PlayItem> Load(TaskDefinition task, TaskAction.IncludeTasks include, string file, string label, List<HostRun> hosts, Flow flow)
    {
        IncludedItems? included = null;
        foreach (var host in hosts)
        {
            Guard(host, task, flow, () => included ??= include.Load(file, task));
        }

        if (included is not null && include.Name != "include_role")
        {
            Context.Events.Emit(new RunEvent.Included(included.Path, [.. hosts.Select(host => host.Name)], label));
            hosts.ForEach(host => Report(host, task, Outcome.Ok, null));
        }

        if (included is not null)
        {
            play.Add(included);
        }

        return included?.Items ?? [];
    }

    private string FileOf(TaskAction.IncludeTasks include, IScope scope) => include.File.Evaluate(scope) switch
    {
        Unknown unknown => throw new UnknownStateException(unknown.Why),
        var file => Context.Variables.TextOf(file),
    };

    // Items that are left out are told one by one; where none is left, so is the task, which counts as skipped once.
    private void EachTurn(HostRun host, TaskDefinition task, Func<IScope, string, IReadOnlyDictionary<string, object?>, Dictionary<string, object?>> work)
    {
        var items = task.Loop is null ? null : ItemsOf(task, play.ScopeFor(host.Name, task));
        var ends = new List<TaskEnd>();
        string? skipped = null;
        for (var index = 0; index < (items?.Count ?? 1); index++)
        {
            var local = items is null ? [] : LoopVariables.For(task.LoopControl, items, index);
            var scope = play.ScopeFor(host.Name, task, local);
            var label = items is null ? "" : Results.Label(task.LoopControl.Label is { } shown ? shown.Evaluate(scope) : items[index], Context.Variables);
            switch (_conditions.Hold(task.When, scope, out var why))
            {
                case true:
                    ends.Add(new TaskEnd(ReportOf(host, task, Outcome.Ok, null), new Dictionary<string, object?>(work(scope, label, local).Concat(local))));
                    break;
                case false:
                    var left = ReportOf(host, task, Outcome.Skipped, why);
                    ends.Add(new TaskEnd(left, new Dictionary<string, object?>(Results.Skipped().Concat(local))));
                    if (items is not null)
                    {
                        Context.Events.Emit(new RunEvent.ItemFinished(host.Name, label, left));
                    }

                    break;
                case null:
                    throw new UnknownStateException(why!);
            }

            skipped ??= why;
        }

        if (ends.All(end => end.Outcome == Outcome.Skipped))
        {
            Report(host, task, Outcome.Skipped, skipped);
        }

        if (task.Register is { } register)
        {
            Context.Memory.Of(host.Name).Assigned[register] = items is null ? Judge.With(ends[0].Result, "changed", false) : Results.Loop(ends);
        }
    }

    private static Dictionary<string, object?> ResultOf(TaskAction.IncludeTasks include, string file, IScope scope)
    {
        var result = new Dictionary<string, object?> { ["include_args"] = include.Arguments.Evaluate(scope) };
        if (include.Name != "include_role")
        {
            result["include"] = file;
        }

        return result;
    }

    private IReadOnlyList<object?> ItemsOf(TaskDefinition task, IScope scope) => task.Loop!.Evaluate(scope) switch
    {
        Unknown unknown => throw new UnknownStateException(unknown.Why),
        IReadOnlyList<object?> items => items,
        var other => throw new DiagnosticException(new Diagnostic(task.Place, $"the loop needs a list, not {Context.Variables.TextOf(other)}")),
    };

    private void Guard(HostRun host, TaskDefinition task, Flow flow, Action work)
    {
        try
        {
            work();
        }
        catch (DiagnosticException problem)
        {
            host.HasFailed = true;
            host.LastFailure = (ReportOf(host, task, Outcome.Failed, problem.Message), Results.Failed(problem.Message, null, Outcome.Failed));
            Report(host, task, flow.CanBeRescued ? Outcome.Rescued : Outcome.Failed, problem.Message);
        }
        catch (UnknownStateException unknown)
        {
            Report(host, task, Outcome.Unknown, unknown.Why);
        }
    }

    private void Report(HostRun host, TaskDefinition task, Outcome outcome, string? message) =>
        Context.Events.Emit(new RunEvent.TaskFinished(host.Name, ReportOf(host, task, outcome, message)));

    private TaskReport ReportOf(HostRun host, TaskDefinition task, Outcome outcome, string? message) =>
        new(TaskRunner.NameOf(task, play.ScopeFor(host.Name, task)), task.Place, outcome) { Message = message, Module = task.Action.Name };

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
