using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>Lets a run do what its plan foretells and nothing else. A task whose outcome the plan calls unknown may do what it then does: the plan said so.</summary>
/// <param name="plan">The plan.</param>
/// <param name="mask">The run's secrets: a plan was masked before it was saved.</param>
internal sealed class PlanGuard(Plan plan, SecretMask mask)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string, string, string), Queue<PlannedEffect>> _left = plan.Effects.GroupBy(effect => effect.Key).ToDictionary(group => group.Key, group => new Queue<PlannedEffect>(group));
    private readonly ILookup<string, string> _outcomes = plan.Tasks.ToLookup(task => task.Place, task => task.Outcome);

    /// <summary>Allows changes that are about to be made.</summary>
    /// <param name="place">Where the task stands.</param>
    /// <param name="effects">The changes.</param>
    /// <exception cref="RunRefusedException">One of them is not what the plan says.</exception>
    public void Allow(string place, IReadOnlyList<Effect> effects)
    {
        lock (_lock)
        {
            foreach (var effect in effects.Select(Masked))
            {
                Allow(place, effect);
            }
        }
    }

    private void Allow(string place, Effect effect)
    {
        if (_left.TryGetValue((effect.Host, place, effect.Kind, effect.Subject), out var planned) && planned.TryPeek(out var next))
        {
            _ = next.Fits(effect) ? planned.Dequeue() : throw new RunRefusedException($"the run no longer fits the plan and was ended before this change ({place}):\n  {PlanDrift.Difference(next, effect)}");
            return;
        }

        // a command that was said to change nothing is in no plan, though it was seen to run
        if (!_outcomes[place].Contains("unknown") && !(effect.Kind == "command" && _outcomes[place].Any(outcome => outcome is "ok" or "changed")))
        {
            throw new RunRefusedException($"the run no longer fits the plan and was ended before a change that is not in it ({place}):\n  {effect.Host}: {effect.Kind} {effect.Subject}: {PlanDrift.Describe(effect.Before)} -> {PlanDrift.Describe(effect.After)}");
        }
    }

    private Effect Masked(Effect effect) => effect with
    {
        Subject = mask.Apply(effect.Subject),
        Before = effect.Before with { State = mask.Apply(effect.Before.State) },
        After = effect.After with { State = mask.Apply(effect.After.State) },
    };
}
