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
    private readonly Notifier _notifier = new(play);
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
        end = end with { Report = Judge(end, host, task, canBeRescued) with { Duration = Context.Time.GetElapsedTime(started) } };
        Remember(host, task, end);
        Context.Events.Emit(new RunEvent.TaskFinished(host.Name, end.Report));
        return end;
    }

    /// <summary>The task's title as shown on a host: its name or what it does, after its role.</summary>
    /// <param name="task">The task.</param>
    /// <param name="scope">The variables; a name that cannot be evaluated is shown as written.</param>
    public static string NameOf(TaskDefinition task, IScope scope) => task.TitleFor(task.Name is null ? null : GivenName(task, scope));

    private static string GivenName(TaskDefinition task, IScope scope)
    {
        try
        {
            return task.Name!.Evaluate(scope) is not Unknown and { } name ? name.ToString()! : task.Name.Text;
        }
        catch (DiagnosticException)
        {
            return task.Name!.Text;
        }
    }

    private async Task<TaskEnd> RunGuardedAsync(HostRun host, TaskDefinition task, CancellationToken cancellation)
    {
        var scope = play.ScopeFor(host.Name, task);
        var report = new TaskReport(NameOf(task, scope), task.Place, Outcome.Ok) { Name = task.Name is null ? "" : GivenName(task, scope), Module = task.Action.Name };
        if (host.Doubt is { } doubt)
        {
            return new TaskEnd(report with { Outcome = Outcome.Unknown, Message = $"whether it is notified: {doubt}" }, new Unknown(doubt));
        }

        if (task.Loop is null)
        {
            return await _attempts.RunAsync(host, task, report, local: null, cancellation);
        }

        try
        {
            return task.Loop.Evaluate(scope) switch
            {
                Unknown unknown => SkippedBefore(task, report, scope) ?? new TaskEnd(report with { Outcome = Outcome.Unknown, Message = unknown.Why }, unknown),
                IReadOnlyList<object?> items => await RunLoopAsync(host, task, report, items, scope, cancellation),
                var other => Fail(task, report, scope, $"the loop needs a list, not {Context.Variables.TextOf(other)}"),
            };
        }
        catch (DiagnosticException problem)
        {
            return SkippedBefore(task, report, scope) ?? Fail(task, report, scope, problem.Message);
        }
    }

    // A loop that cannot be evaluated does no harm where the task is left out anyway.
    private TaskEnd? SkippedBefore(TaskDefinition task, TaskReport report, IScope scope)
    {
        try
        {
            return _conditions.Hold(task.When, scope, out var why) == false ? new TaskEnd(report with { Outcome = Outcome.Skipped, Message = why }, Results.Skipped()) : null;
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }

    private async Task<TaskEnd> RunLoopAsync(HostRun host, TaskDefinition task, TaskReport report, IReadOnlyList<object?> items, IScope scope, CancellationToken cancellation)
    {
        var ends = new List<TaskEnd>();
        var carried = new Dictionary<string, object?>();
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
            {
                await PauseAsync(task, scope, cancellation);
            }

            var ofItem = LoopVariables.For(task.LoopControl, items, index);
            var local = new Dictionary<string, object?>([.. carried.Where(pair => !ofItem.ContainsKey(pair.Key)), .. ofItem]);
            var end = await _attempts.RunAsync(host, task, report, local, cancellation);
            Carry(task, end, carried);
            end = end with { Result = end.Result is IReadOnlyDictionary<string, object?> map ? new Dictionary<string, object?>(map.Where(pair => !ofItem.ContainsKey(pair.Key)).Concat(ofItem)) : end.Result };
            ends.Add(end);
            Context.Events.Emit(new RunEvent.ItemFinished(host.Name, LabelOf(host, task, items[index], local), end.Report));
            if (end.Outcome == Outcome.Unreachable)
            {
                break;
            }
        }

        return Combine(report, ends);
    }

    // What an item sets or registers, the next one sees.
    private static void Carry(TaskDefinition task, TaskEnd end, Dictionary<string, object?> carried)
    {
        foreach (var (name, value) in end.Facts.Where(_ => end.FactsFrom != "setup"))
        {
            carried[name] = value;
        }

        if (task.Register is { } register)
        {
            carried[register] = end.Result;
        }
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
                IsChanged = ends.Any(end => end.Report.IsChanged),
            },
            Results.Loop(ends))
        {
            Facts = facts,
            FactsFrom = ends.Count == 0 ? "" : ends[0].FactsFrom,
            IsIgnorable = ends.All(end => end.Outcome != Outcome.Failed || end.IsIgnorable),
            Notifies = [.. ends.SelectMany(end => end.Notifies).Distinct()],
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

    private TaskReport Judge(TaskEnd end, HostRun host, TaskDefinition task, bool canBeRescued) => end.Outcome switch
    {
        Outcome.Failed when end.IsIgnorable => end.Report with { Outcome = Outcome.Ignored },
        Outcome.Failed when canBeRescued => end.Report with { Outcome = Outcome.Rescued },
        Outcome.Unreachable when _conditions.IsTrue(task.IgnoreUnreachable, play.ScopeFor(host.Name, task)) => end.Report with { Outcome = Outcome.Ignored },
        _ => end.Report,
    };

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
                (end.FactsFrom switch { "setup" => memory.Facts, "include_vars" => memory.Included, _ => memory.Assigned })[name] = value;
            }
        }

        if (task.Register is { } register)
        {
            Context.Memory.Of(host.Name).Assigned[register] = end.Result;
        }

        switch (end.Outcome)
        {
            case Outcome.Changed:
                _notifier.Notify(host, end.Notifies, doubt: null);
                break;
            case Outcome.Unknown:
                _notifier.Notify(host, AttemptRunner.NotifiedBy(task, play.ScopeFor(host.Name, task)), end.Report.Message ?? "a task nobody knows of beforehand");
                break;
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

    private TaskEnd Fail(TaskDefinition task, TaskReport report, IScope scope, string message) =>
        new(report with { Outcome = Outcome.Failed, Message = message }, Results.Failed(message, null, Outcome.Failed)) { IsIgnorable = _conditions.IsTrue(task.IgnoreErrors, scope) };
}
