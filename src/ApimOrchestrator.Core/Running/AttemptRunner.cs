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
                    return new TaskEnd(report with { Outcome = Outcome.Skipped, Message = why }, Results.Skipped(why));
                case null:
                    return new TaskEnd(report with { Outcome = Outcome.Unknown, Message = why }, new Unknown(why!));
            }

            report = report with { IsHidden = _conditions.IsTrue(task.NoLog, scope) };
            return task.Retries is null && task.Until.Count == 0
                ? await TryAsync(host, task, report, scope, cancellation)
                : await RetryAsync(host, task, report, scope, local, cancellation);
        }
        catch (DiagnosticException problem)
        {
            return Failed(report, problem.Message, null);
        }
    }

    private async Task<TaskEnd> RetryAsync(HostRun host, TaskDefinition task, TaskReport report, IScope scope, IReadOnlyDictionary<string, object?>? local, CancellationToken cancellation)
    {
        var tries = Math.Max(1, task.Retries is { } retries ? ArgumentTypes.Integer.Read(retries.Evaluate(scope), null!) : 3);
        var delay = TimeSpan.FromSeconds(task.Delay is { } seconds ? ArgumentTypes.Number.Read(seconds.Evaluate(scope), null!) : 5);
        for (var attempt = 1; ; attempt++)
        {
            var end = await TryAsync(host, task, report, scope, cancellation);
            if (end.Outcome is Outcome.Unknown or Outcome.Unreachable or Outcome.Skipped)
            {
                return end;
            }

            end = end with { Result = With(end.Result, "attempts", (long)attempt) };
            var until = task.Until.Count == 0 ? end.Outcome != Outcome.Failed : _conditions.Hold(task.Until, WithAnswer(host, task, local, end.Result), out _);
            if (until != false)
            {
                return end;
            }

            if (attempt >= tries)
            {
                return end.Outcome == Outcome.Failed ? end : Failed(end.Report, $"the condition did not hold after {tries} tries: {string.Join(" and ", task.Until.Select(condition => condition.Text))}", null) with { Result = With(With(end.Result, "failed", true), "attempts", (long)attempt) };
            }

            Context.Events.Emit(new RunEvent.Retrying(host.Name, report.Task, tries - attempt));
            await Task.Delay(delay, Context.Time, cancellation);
        }
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
            report = report with { DelegatedTo = worker == host.Name ? null : worker };
            recorder = HostFor(worker, host, task, scope);
            var answer = await bound.Module.ApplyAsync(recorder, cancellation);
            var (hasChanged, values) = await _requests.DoAsync(answer.Request, host.Name, report.Task, cancellation);
            return Succeeded(task, report, scope, recorder, answer with { Values = answer.Values.Concat(values).ToDictionary() }, binding.ModuleName, host, hasChanged);
        }
        catch (TaskFailedException failure)
        {
            return JudgeChange(task, JudgeFailure(task, Failed(WithEffects(report, recorder), failure.Message, failure.Result, failure.Values), scope, host), host, scope);
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

    private IRecordingHost HostFor(string worker, HostRun host, TaskDefinition task, IScope scope)
    {
        var workerScope = worker == host.Name ? scope : play.ScopeFor(worker, task);
        return Context.Hosts.HostFor(_connections.Read(worker, workerScope, task), new TaskOptions
        {
            Place = task.Place.ToString(),
            Pretend = task.CheckMode is { } check ? _conditions.IsTrue(check, scope) : null,
            Diff = task.Diff is { } diff ? _conditions.IsTrue(diff, scope) : Context.Memory.IsDiff,
            Environment = EnvironmentOf(task, scope),
            Peer = name => PeerOf(name, host.Name, task),
            Waiting = what => Context.Events.Emit(new RunEvent.Waiting(worker, what)),
        });
    }

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

        var changed = recorder.Effects.Count > 0 || hasChanged;
        var result = new Dictionary<string, object?>(answer.Values) { ["changed"] = changed, ["failed"] = false };
        var end = new TaskEnd(WithEffects(report, recorder) with { Outcome = changed ? Outcome.Changed : Outcome.Ok, Message = answer.Verbosity > Context.Memory.Verbosity ? null : answer.Message }, result)
        {
            Facts = answer.Facts,
            AreGathered = module == "setup",
        };
        return JudgeChange(task, JudgeFailure(task, end, scope, host), host, scope);
    }

    private TaskEnd JudgeFailure(TaskDefinition task, TaskEnd end, IScope scope, HostRun host)
    {
        if (task.FailedWhen is not { } conditions)
        {
            return end;
        }

        // What a command will answer is not known before it has run; it is then not called a failure.
        var failed = _conditions.Hold(conditions, WithAnswer(host, task, null, end.Result, scope), out var why) ?? false;
        if (!failed)
        {
            var changed = end.Report.Effects.Count > 0;
            return end.Outcome != Outcome.Failed ? end : end with
            {
                Report = end.Report with { Outcome = changed ? Outcome.Changed : Outcome.Ok, Message = null, Result = null },
                Result = With(With(end.Result, "failed", false), "changed", changed),
            };
        }

        why ??= string.Join(" and ", conditions.Select(condition => condition.Text));
        return end with
        {
            Report = end.Report with { Outcome = Outcome.Failed, Message = end.Report.Message ?? $"failed_when holds: {why}" },
            Result = With(With(end.Result, "failed", true), "failed_when_result", true),
        };
    }

    private TaskEnd JudgeChange(TaskDefinition task, TaskEnd end, HostRun host, IScope scope)
    {
        if (task.ChangedWhen is not { } conditions || end.Outcome == Outcome.Failed)
        {
            return end;
        }

        var changed = _conditions.Hold(conditions, WithAnswer(host, task, null, end.Result, scope), out var why);
        var effects = changed == false ? end.Report.Effects.Where(effect => effect.Kind != "command").ToList() : end.Report.Effects;
        return end with
        {
            Report = end.Report with { Outcome = changed switch { true => Outcome.Changed, false => Outcome.Ok, null => Outcome.Unknown }, Effects = effects, Message = changed is null ? why : end.Report.Message },
            Result = With(end.Result, "changed", changed is { } known ? known : new Unknown(why!)),
        };
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

    private IScope WithAnswer(HostRun host, TaskDefinition task, IReadOnlyDictionary<string, object?>? local, object? result, IScope? scope = null)
    {
        scope ??= play.ScopeFor(host.Name, task, local);
        return task.Register is { } name ? new AnswerScope(scope, name, result) : scope;
    }

    private static TaskReport WithEffects(TaskReport report, IRecordingHost? recorder) => recorder is null ? report : report with { Effects = recorder.Effects };

    private static TaskEnd Failed(TaskReport report, string message, CommandResult? result, IReadOnlyDictionary<string, object?>? values = null) =>
        new(report with { Outcome = Outcome.Failed, Message = message, Result = result }, Results.Failed(message, result, Outcome.Failed, values));

    private static object? With(object? result, string name, object? value) =>
        result is IReadOnlyDictionary<string, object?> map ? new Dictionary<string, object?>(map) { [name] = value } : result;

    /// <summary>A task's own conditions see its answer under the registered name before anyone else does.</summary>
    private sealed class AnswerScope(IScope inner, string register, object? result) : IScope
    {
        public IEnumerable<string> Names => inner.Names.Append(register);

        public bool TryGet(string name, out object? value)
        {
            if (name == register)
            {
                value = result;
                return true;
            }

            return inner.TryGet(name, out value);
        }
    }
}
