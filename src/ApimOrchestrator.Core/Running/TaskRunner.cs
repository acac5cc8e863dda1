using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Runs a task that uses a module on one host: its loop, its conditions, its tries, its outcome.</summary>
/// <param name="play">The play.</param>
internal sealed class TaskRunner(PlayState play)
{
    private readonly AttemptRunner _attempts = new(play);
    private readonly Conditions _conditions = new(play.Context.Variables);

    private RunContext Context => play.Context;

    /// <summary>Runs the task and tells what happened.</summary>
    /// <param name="host">The host.</param>
    /// <param name="task">The task.</param>
    /// <param name="canBeRescued">Whether a rescue waits for a failure.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task<TaskEnd> RunAsync(HostRun host, TaskDefinition task, bool canBeRescued, CancellationToken cancellation)
    {
        var started = Context.Time.GetTimestamp();
        var end = await RunGuardedAsync(host, task, cancellation);
        end = end with { Report = Judge(end.Report, host, task, canBeRescued) with { Duration = Context.Time.GetElapsedTime(started) } };
        Remember(host, task, end);
        Context.Events.Emit(new RunEvent.TaskFinished(host.Name, end.Report));
        return end;
    }

    /// <summary>The task's name as shown on a host.</summary>
    /// <param name="task">The task.</param>
    /// <param name="scope">The variables; a name that cannot be evaluated is shown as written.</param>
    public static string NameOf(TaskDefinition task, IScope scope)
    {
        try
        {
            return task.Name?.Evaluate(scope) switch
            {
                null => task.Action.Name,
                Unknown => task.Name.Text,
                var name => name.ToString()!,
            };
        }
        catch (DiagnosticException)
        {
            return task.Name!.Text;
        }
    }

    private async Task<TaskEnd> RunGuardedAsync(HostRun host, TaskDefinition task, CancellationToken cancellation)
    {
        var scope = play.ScopeFor(host.Name, task);
        var report = new TaskReport(NameOf(task, scope), task.Place, Outcome.Ok) { Module = task.Action.Name };
        if (task.Loop is null)
        {
            return await _attempts.RunAsync(host, task, report, local: null, cancellation);
        }

        try
        {
            if (task.When.Count > 0 && _conditions.Hold(task.When, new HidingScope(scope, task.LoopControl.LoopVar), out var why) == false)
            {
                return new TaskEnd(report with { Outcome = Outcome.Skipped, Message = why }, Results.Skipped(why));
            }
        }
        catch (DiagnosticException)
        {
            // A condition may speak of the item; it is then evaluated for each.
        }

        try
        {
            return task.Loop.Evaluate(scope) switch
            {
                Unknown unknown => new TaskEnd(report with { Outcome = Outcome.Unknown, Message = unknown.Why }, unknown),
                IReadOnlyList<object?> items => await RunLoopAsync(host, task, report, items, scope, cancellation),
                var other => Fail(report, $"the loop needs a list, not {Context.Variables.TextOf(other)}"),
            };
        }
        catch (DiagnosticException problem)
        {
            return Fail(report, problem.Message);
        }
    }

    private async Task<TaskEnd> RunLoopAsync(HostRun host, TaskDefinition task, TaskReport report, IReadOnlyList<object?> items, IScope scope, CancellationToken cancellation)
    {
        var ends = new List<TaskEnd>();
        for (var index = 0; index < items.Count; index++)
        {
            var local = new Dictionary<string, object?> { [task.LoopControl.LoopVar] = items[index], ["ansible_loop_var"] = task.LoopControl.LoopVar };
            if (task.LoopControl.IndexVar is { } indexVar)
            {
                local[indexVar] = (long)index;
            }

            var end = await _attempts.RunAsync(host, task, report, local, cancellation);
            end = end with { Result = WithItem(end.Result, task.LoopControl.LoopVar, items[index]) };
            ends.Add(end);
            Context.Events.Emit(new RunEvent.ItemFinished(host.Name, LabelOf(host, task, items[index], local), end.Report));
            if (end.Outcome == Outcome.Unreachable)
            {
                break;
            }

            await PauseAsync(task, scope, cancellation);
        }

        return Combine(report, ends);
    }

    private static TaskEnd Combine(TaskReport report, List<TaskEnd> ends)
    {
        var facts = new Dictionary<string, object?>();
        foreach (var (name, value) in ends.SelectMany(end => end.Facts))
        {
            facts[name] = value;
        }

        var outcome = Results.Gravest(ends);
        return new TaskEnd(
            report with
            {
                Outcome = outcome,
                Effects = [.. ends.SelectMany(end => end.Report.Effects)],
                HadItems = ends.Count > 0,
                Message = outcome is Outcome.Failed or Outcome.Unknown or Outcome.Unreachable ? ends.First(end => end.Outcome == outcome).Report.Message : null,
                IsHidden = ends.Any(end => end.Report.IsHidden),
            },
            Results.Loop(ends))
        {
            Facts = facts,
        };
    }

    private string LabelOf(HostRun host, TaskDefinition task, object? item, Dictionary<string, object?> local)
    {
        var scope = play.ScopeFor(host.Name, task, local);
        if (_conditions.IsTrue(task.NoLog, scope))
        {
            return "(censored due to no_log)";
        }

        return Results.Label(task.LoopControl.Label is { } label ? label.Evaluate(scope) : item, Context.Variables);
    }

    private async Task PauseAsync(TaskDefinition task, IScope scope, CancellationToken cancellation)
    {
        if (task.LoopControl.Pause?.Evaluate(scope) is { } pause)
        {
            await Task.Delay(TimeSpan.FromSeconds(Modules.ArgumentTypes.Number.Read(pause, null!)), Context.Time, cancellation);
        }
    }

    private TaskReport Judge(TaskReport report, HostRun host, TaskDefinition task, bool canBeRescued)
    {
        var scope = play.ScopeFor(host.Name, task);
        return report.Outcome switch
        {
            Outcome.Failed when _conditions.IsTrue(task.IgnoreErrors, scope) => report with { Outcome = Outcome.Ignored },
            Outcome.Failed when canBeRescued => report with { Outcome = Outcome.Rescued },
            Outcome.Unreachable when _conditions.IsTrue(task.IgnoreUnreachable, scope) => report with { Outcome = Outcome.Ignored },
            _ => report,
        };
    }

    private void Remember(HostRun host, TaskDefinition task, TaskEnd end)
    {
        switch (end.Outcome)
        {
            case Outcome.Failed or Outcome.Rescued:
                host.HasFailed = true;
                host.LastFailure = (end.Report, end.Result);
                break;
            case Outcome.Unreachable:
                host.IsLost = true;
                break;
        }

        if (end.Facts.Count > 0)
        {
            var memory = Context.Memory.Of(OwnerOfFacts(host, task));
            foreach (var (name, value) in end.Facts)
            {
                (end.AreGathered ? memory.Facts : memory.Assigned)[name] = value;
            }
        }

        if (task.Register is { } register)
        {
            Context.Memory.Of(host.Name).Assigned[register] = end.Result;
        }

        if (end.Outcome == Outcome.Changed && task.Notify.Count > 0)
        {
            var scope = play.ScopeFor(host.Name, task);
            host.Notified.UnionWith(task.Notify.Select(name => name.Evaluate(scope)).SelectMany(Names));
        }
    }

    private string OwnerOfFacts(HostRun host, TaskDefinition task)
    {
        if (task.DelegateTo is not { } to)
        {
            return host.Name;
        }

        var scope = play.ScopeFor(host.Name, task);
        return _conditions.IsTrue(task.DelegateFacts, scope) && to.Evaluate(scope) is string other ? other : host.Name;
    }

    private static IEnumerable<string> Names(object? value) => value switch
    {
        IReadOnlyList<object?> list => list.SelectMany(Names),
        null => [],
        _ => [value.ToString()!],
    };

    private static TaskEnd Fail(TaskReport report, string message) =>
        new(report with { Outcome = Outcome.Failed, Message = message }, Results.Failed(message, null, Outcome.Failed));

    private static object? WithItem(object? result, string loopVar, object? item) =>
        result is IReadOnlyDictionary<string, object?> map ? new Dictionary<string, object?>(map) { [loopVar] = item, ["ansible_loop_var"] = loopVar } : result;

    /// <summary>Before a loop its item does not exist, whatever an outer loop calls its own.</summary>
    private sealed class HidingScope(IScope inner, string hidden) : IScope
    {
        public IEnumerable<string> Names => inner.Names.Where(name => name != hidden);

        public bool TryGet(string name, out object? value)
        {
            value = null;
            return name != hidden && inner.TryGet(name, out value);
        }
    }
}
