using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>Collects what a run that only looks foretells.</summary>
internal sealed class PlanSink : IEventSink
{
    private readonly List<PlannedTask> _tasks = [];
    private readonly List<PlannedEffect> _effects = [];

    /// <summary>How the tasks would end.</summary>
    public IReadOnlyList<PlannedTask> Tasks => _tasks;

    /// <summary>The changes.</summary>
    public IReadOnlyList<PlannedEffect> Effects => _effects;

    /// <summary>What failed or was out of reach, for people.</summary>
    public IEnumerable<string> Failures { get; private set; } = [];

    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        if (happened is not RunEvent.TaskFinished { Host: var host, Result: var result })
        {
            return;
        }

        var place = result.Place.ToString();
        _tasks.Add(new PlannedTask(host, place, result.Outcome.ToString().ToLowerInvariant()));
        _effects.AddRange(result.Effects.Select(effect => new PlannedEffect(result.Task, place, effect with { Diff = null, Host = effect.Host.Length > 0 ? effect.Host : host })));
        if (result.Outcome is Outcome.Failed or Outcome.Unreachable)
        {
            Failures = Failures.Append($"{host}: {result.Task}: {result.Message}");
        }
    }
}
