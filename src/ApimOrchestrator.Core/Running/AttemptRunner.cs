using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Runs a task, or one item of its loop, on a host until it succeeds or its tries are used up. Here alone a module's exceptions become outcomes.</summary>
/// <param name="play">The play.</param>
internal sealed class AttemptRunner(PlayState play)
{
    private readonly Conditions _conditions = new(play.Context.Variables);
    private readonly Judge _judge = new(new Conditions(play.Context.Variables));
    private readonly ConnectionReader _connections = new(play.Context);
    private readonly RequestRunner _requests = new(play.Context);

    private RunContext Context => play.Context;

    /// <summary>Runs the task or item.</summary>
    /// <param name="host">The host.</param>
    /// <param name="task">The task.</param>
    /// <param name="report">What people see so far.</param>
    /// <param name="local">The item's variables; null without a loop.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task<TaskEnd> RunAsync(HostRun host, TaskDefinition task, TaskReport report, IReadOnlyDictionary<string, object?>? local, CancellationToken cancellation)
    {
        var scope = play.ScopeFor(host.Name, task, local);
        try
        {
            switch (_conditions.Hold(task.When, scope, out var why))
            {
                case false:
                    return new TaskEnd(report with { Outcome = Outcome.Skipped, Message = why }, Results.Skipped());
                case null:
                    return new TaskEnd(report with { Outcome = Outcome.Unknown, Message = why }, new Unknown(why!));
            }

            report = report with { IsHidden = _conditions.IsTrue(task.NoLog, scope) };
            var end = task.Until.Count == 0
                ? await TryAsync(host, task, report, scope, cancellation)
                : await RetryAsync(host, task, report, scope, local, cancellation);
            return end with { IsIgnorable = end.Outcome == Outcome.Failed && _conditions.IsTrue(task.IgnoreErrors, scope), Notifies = end.Outcome is Outcome.Ok or Outcome.Changed ? NotifiedBy(task, scope) : [] };
        }
        catch (DiagnosticException problem)
        {
            return Failed(report, problem.Message, null) with { IsIgnorable = IsIgnorable(task, scope) };
        }
    }

    // What may not be known is not ignored: it may be the very keyword that is wrong.
    private bool IsIgnorable(TaskDefinition task, IScope scope)
    {
        try
        {
            return _conditions.IsTrue(task.IgnoreErrors, scope);
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    /// <summary>The names and topics a task notifies where it changes something.</summary>
    /// <param name="task">The task.</param>
    /// <param name="scope">The variables.</param>
    public static IReadOnlyList<string> NotifiedBy(TaskDefinition task, IScope scope) => [.. task.Notify.Select(name => name.Evaluate(scope)).SelectMany(Names)];

    private static IEnumerable<string> Names(object? value) => value switch
    {
        IReadOnlyList<object?> list => list.SelectMany(Names),
        null or Unknown => [],
        _ => [value.ToString()!],
    };

    private async Task<TaskEnd> RetryAsync(HostRun host, TaskDefinition task, TaskReport report, IScope scope, IReadOnlyDictionary<string, object?>? local, CancellationToken cancellation)
    {
        var tries = task.Retries is { } retries ? Math.Max(0, ArgumentTypes.Integer.Read(retries.Evaluate(scope), null!)) + 1 : 3;
        var delay = TimeSpan.FromSeconds(task.Delay is { } seconds ? ArgumentTypes.Number.Read(seconds.Evaluate(scope), null!) : 5);
        for (var attempt = 1; ; attempt++)
        {
            var end = await TryAsync(host, task, report, scope, cancellation);
            if (end.Outcome is Outcome.Unknown or Outcome.Unreachable)
            {
                return end;
            }

            end = end with { Result = Judge.With(end.Result, "attempts", (long)attempt) };
            if (_conditions.Hold(task.Until, Judge.WithAnswer(play.ScopeFor(host.Name, task, local), task, end.Result), out _) != false)
            {
                return end;
            }

            if (attempt == tries)
            {
                return GivenUp(task, end, tries);
            }

            Context.Events.Emit(new RunEvent.Retrying(host.Name, report.Task, tries - attempt));
            await Task.Delay(delay, Context.Time, cancellation);
        }
    }

    // The answer says that it failed; the task has not where its own failed_when says so.
    private static TaskEnd GivenUp(TaskDefinition task, TaskEnd end, int tries)
    {
        end = end with { Result = Judge.With(Judge.With(end.Result, "failed", true), "attempts", Math.Max(1L, tries - 1)) };
        return task.FailedWhen is not null || end.Outcome == Outcome.Failed ? end : end with
        {
            Report = end.Report with { Outcome = Outcome.Failed, Message = $"the condition did not hold after {tries} tries: {string.Join(" and ", task.Until.Select(condition => condition.Text))}" },
        };
    }

    private async Task<TaskEnd> TryAsync(HostRun host, TaskDefinition task, TaskReport report, IScope scope, CancellationToken cancellation)
    {
        IRecordingHost? recorder = null;
        try
        {
            var binding = ((TaskAction.RunModule)task.Action).Binding;
            var bound = binding.Bind(scope);
            foreach (var secret in bound.Secrets)
            {
                Context.Events.Mask.Add(secret);
            }

            var worker = task.DelegateTo?.Evaluate(scope) is string delegated ? delegated : host.Name;
            var settings = _connections.Read(worker, worker == host.Name ? scope : play.ScopeFor(worker, task), task);
            report = worker == host.Name ? report : report with { DelegatedTo = worker, DelegatedAddress = settings.Address == worker ? null : settings.Address };
            recorder = HostFor(settings, host, task, scope);
            var answer = await bound.Module.ApplyAsync(recorder, cancellation);
            var (hasChanged, values) = await _requests.DoAsync(answer.Request, host.Name, report.Task, cancellation);
            return Succeeded(task, report, scope, recorder, answer with { Values = answer.Values.Concat(values).ToDictionary() }, binding.ModuleName, host, hasChanged);
        }
        catch (TaskFailedException failure)
        {
            return _judge.Of(task, Failed(WithEffects(report, recorder), failure.Message, failure.Result, failure.Values), scope);
        }
        catch (UnknownStateException unknown)
        {
            return new TaskEnd(WithEffects(report, recorder) with { Outcome = Outcome.Unknown, Message = unknown.Why }, new Unknown(unknown.Why));
        }
        catch (HostLostException lost)
        {
            return new TaskEnd(WithEffects(report, recorder) with { Outcome = Outcome.Unreachable, Message = lost.Message }, Results.Failed(lost.Message, null, Outcome.Unreachable));
        }
        catch (FormatException problem)
        {
            return Failed(WithEffects(report, recorder), problem.Message, null);
        }
    }

    private IRecordingHost HostFor(ConnectionSettings settings, HostRun host, TaskDefinition task, IScope scope) => Context.Hosts.HostFor(settings, new TaskOptions
    {
        Place = task.Place.ToString(),
        Pretend = task.CheckMode is { } check ? _conditions.IsTrue(check, scope) : null,
        Diff = task.Diff is { } diff ? _conditions.IsTrue(diff, scope) : Context.Memory.IsDiff,
        Environment = EnvironmentOf(task, scope),
        Peer = name => PeerOf(name, host.Name, task),
        Waiting = what => Context.Events.Emit(new RunEvent.Waiting(settings.HostName, what)),
    });

    private ConnectionSettings? PeerOf(string name, string host, TaskDefinition task) => name switch
    {
        PeerNames.Control => new ConnectionSettings("localhost", "localhost") { Kind = "local" },
        PeerNames.Task => _connections.Read(host, play.ScopeFor(host, task), task),
        _ => Context.Memory.Inventory.Find(name) is null ? null : _connections.Read(name, play.ScopeFor(name, task), task),
    };

    private TaskEnd Succeeded(TaskDefinition task, TaskReport report, IScope scope, IRecordingHost recorder, Answer answer, string module, HostRun host, bool hasChanged)
    {
        foreach (var warning in answer.Warnings)
        {
            Context.Events.Emit(new RunEvent.Warned(warning, host.Name));
        }

        if (answer.Verbosity > Context.Memory.Verbosity)
        {
            return new TaskEnd(report with { Outcome = Outcome.Skipped, Message = $"it needs -{new string('v', answer.Verbosity)}" }, Results.TooQuiet());
        }

        var changed = recorder.Effects.Count > 0 || hasChanged;
        var result = new Dictionary<string, object?>(answer.Values) { ["changed"] = changed, ["failed"] = false };
        var end = new TaskEnd(WithEffects(report, recorder) with { Outcome = changed ? Outcome.Changed : Outcome.Ok, IsChanged = changed, Message = answer.Message }, result)
        {
            Facts = answer.Facts,
            FactsFrom = module,
        };
        return _judge.Of(task, end, scope);
    }

    private Dictionary<string, string> EnvironmentOf(TaskDefinition task, IScope scope)
    {
        var environment = new Dictionary<string, string>();
        foreach (var layer in task.Environment)
        {
            foreach (var (name, value) in layer.Evaluate(scope) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
            {
                environment[name] = value is Unknown unknown ? throw new UnknownStateException(unknown.Why) : Context.Variables.TextOf(value);
            }
        }

        return environment;
    }

    private static TaskReport WithEffects(TaskReport report, IRecordingHost? recorder) =>
        recorder is null ? report : report with { Effects = recorder.Effects, IsChanged = recorder.Effects.Count > 0 };

    private static TaskEnd Failed(TaskReport report, string message, CommandResult? result, IReadOnlyDictionary<string, object?>? values = null) =>
        new(report with { Outcome = Outcome.Failed, Message = message, Result = result }, Judge.With(Results.Failed(message, result, Outcome.Failed, values), "changed", report.IsChanged));
}
