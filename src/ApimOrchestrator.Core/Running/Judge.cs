using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Decides by <c>changed_when</c> and <c>failed_when</c> what a task's end counts as.</summary>
/// <param name="conditions">Evaluates conditions.</param>
internal sealed class Judge(Conditions conditions)
{
    /// <summary>The end as the conditions see it: both are looked at whatever the module said, and the second sees what the first made of the answer.</summary>
    /// <param name="task">The task.</param>
    /// <param name="end">How the module ended.</param>
    /// <param name="scope">The task's variables.</param>
    public TaskEnd Of(TaskDefinition task, TaskEnd end, IScope scope)
    {
        var condition = "changed";
        try
        {
            end = OfChange(task, end, scope);
            condition = "failed";
            return OfFailure(task, end, scope);
        }
        catch (DiagnosticException problem)
        {
            return end with
            {
                Report = end.Report with { Outcome = Outcome.Failed, Message = problem.Message },
                Result = With(With(end.Result, "failed", true), $"{condition}_when_result", problem.Message),
            };
        }
    }

    private TaskEnd OfChange(TaskDefinition task, TaskEnd end, IScope scope)
    {
        if (task.ChangedWhen is not { } wanted)
        {
            return end;
        }

        var changed = conditions.Hold(wanted, WithAnswer(scope, task, end.Result), out var why);
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

    private TaskEnd OfFailure(TaskDefinition task, TaskEnd end, IScope scope)
    {
        if (task.FailedWhen is not { } wanted)
        {
            return end;
        }

        // What a command will answer is not known before it has run; it is then not called a failure.
        var failed = conditions.Hold(wanted, WithAnswer(scope, task, end.Result), out var why) ?? false;
        var result = With(With(end.Result, "failed", failed), "failed_when_result", failed);
        if (failed)
        {
            why ??= string.Join(" and ", wanted.Select(condition => condition.Text));
            return end with { Report = end.Report with { Outcome = Outcome.Failed, Message = end.Report.Message ?? $"failed_when holds: {why}" }, Result = result };
        }

        return end.Outcome != Outcome.Failed ? end with { Result = result } : end with
        {
            Report = end.Report with { Outcome = end.Report.IsChanged ? Outcome.Changed : Outcome.Ok, Message = null, Result = null },
            Result = result,
        };
    }

    /// <summary>A task's own conditions see its answer under the registered name before anyone else does.</summary>
    /// <param name="scope">The task's variables.</param>
    /// <param name="task">The task.</param>
    /// <param name="result">Its answer.</param>
    public static IScope WithAnswer(IScope scope, TaskDefinition task, object? result) =>
        task.Register is { } name ? new AnswerScope(scope, name, result) : scope;

    /// <summary>An answer with one more value; one that is unknown stays so.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="name">The value's name.</param>
    /// <param name="value">The value.</param>
    public static object? With(object? result, string name, object? value) =>
        result is IReadOnlyDictionary<string, object?> map ? new Dictionary<string, object?>(map) { [name] = value } : result;

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
