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
                    return new TaskEnd(report with { Outcome = Outcome.Skipped, Message = why }, Results.Skipped());
                case null:
                    return new TaskEnd(report with { Outcome = Outcome.Unknown, Message = why }, new Unknown(why!));
            }

            report = report with { IsHidden = _conditions.IsTrue(task.NoLog, scope) };
            var end = task.Until.Count == 0
                ? await TryAsync(host, task, report, scope, cancellation)
                : await RetryAsync(host, task, report, scope, local, cancellation);
            return end with { IsIgnorable = end.Outcome == Outcome.Failed && _conditions.IsTrue(task.IgnoreErrors, scope), Notifies = NotifiedBy(task, end, scope) };
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

    private static IReadOnlyList<string> NotifiedBy(TaskDefinition task, TaskEnd end, IScope scope) =>
        end.Outcome is Outcome.Ok or Outcome.Changed ? [.. task.Notify.Select(name => name.Evaluate(scope)).SelectMany(Names)] : [];

    private static IEnumerable<string> Names(object? value) => value switch
    {
        IReadOnlyList<object?> list => list.SelectMany(Names),
        null => [],
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

            end = end with { Result = With(end.Result, "attempts", (long)attempt) };
            if (_conditions.Hold(task.Until, WithAnswer(host, task, local, end.Result), out _) != false)
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
        end = end with { Result = With(With(end.Result, "failed", true), "attempts", Math.Max(1L, tries - 1)) };
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
            report = report with { DelegatedTo = worker == host.Name ? null : worker };
            recorder = HostFor(worker, host, task, scope);
            var answer = await bound.Module.ApplyAsync(recorder, cancellation);
            var (hasChanged, values) = await _requests.DoAsync(answer.Request, host.Name, report.Task, cancellation);
            return Succeeded(task, report, scope, recorder, answer with { Values = answer.Values.Concat(values).ToDictionary() }, binding.ModuleName, host, hasChanged);
        }
        catch (TaskFailedException failure)
        {
            return Judge(host, task, Failed(WithEffects(report, recorder), failure.Message, failure.Result, failure.Values), scope);
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
            FactsFrom = module,
        };
        return Judge(host, task, end, scope);
    }

    // As with Ansible both conditions are looked at whatever the module said, and the second sees what the first made of the answer.
    private TaskEnd Judge(HostRun host, TaskDefinition task, TaskEnd end, IScope scope) => JudgeFailure(host, task, JudgeChange(host, task, end, scope), scope);

    private TaskEnd JudgeChange(HostRun host, TaskDefinition task, TaskEnd end, IScope scope)
    {
        if (task.ChangedWhen is not { } conditions)
        {
            return end;
        }

        var changed = _conditions.Hold(conditions, WithAnswer(host, task, null, end.Result, scope), out var why);
        var effects = changed == false ? end.Report.Effects.Where(effect => effect.Kind != "command").ToList() : end.Report.Effects;
        var outcome = changed switch { true => Outcome.Changed, false => Outcome.Ok, null => Outcome.Unknown };
        return end with
        {
            Report = end.Report with
            {
                Outcome = end.Outcome == Outcome.Failed ? Outcome.Failed : outcome,
                IsChanged = changed == true,
                Effects = effects,
                Message = changed is null ? why : end.Report.Message,
            },
            Result = With(end.Result, "changed", changed is { } known ? known : new Unknown(why!)),
        };
    }

    private TaskEnd JudgeFailure(HostRun host, TaskDefinition task, TaskEnd end, IScope scope)
    {
        if (task.FailedWhen is not { } conditions)
        {
            return end;
        }

        // What a command will answer is not known before it has run; it is then not called a failure.
        var failed = _conditions.Hold(conditions, WithAnswer(host, task, null, end.Result, scope), out var why) ?? false;
        var result = With(With(end.Result, "failed", failed), "failed_when_result", failed);
        if (failed)
        {
            why ??= string.Join(" and ", conditions.Select(condition => condition.Text));
            return end with { Report = end.Report with { Outcome = Outcome.Failed, Message = end.Report.Message ?? $"failed_when holds: {why}" }, Result = result };
        }

        return end.Outcome != Outcome.Failed ? end with { Result = result } : end with
        {
            Report = end.Report with { Outcome = end.Report.IsChanged ? Outcome.Changed : Outcome.Ok, Message = null, Result = null },
            Result = result,
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

    private static TaskReport WithEffects(TaskReport report, IRecordingHost? recorder) =>
        recorder is null ? report : report with { Effects = recorder.Effects, IsChanged = recorder.Effects.Count > 0 };

    private static TaskEnd Failed(TaskReport report, string message, CommandResult? result, IReadOnlyDictionary<string, object?>? values = null) =>
        new(report with { Outcome = Outcome.Failed, Message = message, Result = result }, With(Results.Failed(message, result, Outcome.Failed, values), "changed", report.IsChanged));

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
