using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>Compares what a plan foretells with what would be changed now.</summary>
internal static class PlanDrift
{
    private const int HashShown = 12;

    /// <summary>What no longer fits, a line a thing; empty where the plan can be applied as it is.</summary>
    /// <param name="planned">The plan's changes.</param>
    /// <param name="now">What would be changed now.</param>
    public static IReadOnlyList<string> Between(IReadOnlyList<PlannedEffect> planned, IReadOnlyList<PlannedEffect> now)
    {
        var lines = new List<string>();
        var left = now.GroupBy(effect => effect.Key).ToDictionary(group => group.Key, group => new Queue<PlannedEffect>(group));
        foreach (var effect in planned)
        {
            if (!left.TryGetValue(effect.Key, out var others) || !others.TryDequeue(out var found))
            {
                lines.Add($"{Name(effect)}: expected {Describe(effect.Effect.Before)}, but there is nothing left to change");
            }
            else if (!effect.Fits(found.Effect))
            {
                lines.Add(Difference(effect, found.Effect));
            }
        }

        lines.AddRange(left.Values.SelectMany(queue => queue).Select(effect => $"{Name(effect)}: not in the plan, but would become {Describe(effect.Effect.After)} from {Describe(effect.Effect.Before)}"));
        return [.. lines.Distinct()];
    }

    /// <summary>Whether nothing is left of a plan: only raw commands, of which nobody can know whether they have run, would run again.</summary>
    /// <param name="planned">The plan's changes.</param>
    /// <param name="now">What would be changed now.</param>
    public static bool IsDone(IReadOnlyList<PlannedEffect> planned, IReadOnlyList<PlannedEffect> now) =>
        now.All(effect => effect.Effect.Kind == "command") && (now.Count == 0 || planned.Any(effect => effect.Effect.Kind != "command"));

    /// <summary>How a change differs from the one foretold.</summary>
    /// <param name="planned">The one foretold.</param>
    /// <param name="real">The other.</param>
    public static string Difference(PlannedEffect planned, Effect real) =>
        new PlannedEffect(planned.Task, planned.Place, planned.Effect with { After = real.After }).Fits(real)
            ? $"{Name(planned)}: expected to become {Describe(planned.Effect.After)}, would become {Describe(real.After)}"
            : $"{Name(planned)}: expected {Describe(planned.Effect.Before)}, found {Describe(real.Before)}";

    /// <summary>A state for people, with the beginning of its hash.</summary>
    /// <param name="state">The state.</param>
    public static string Describe(EffectState state)
    {
        var words = state.State.Contains('\n', StringComparison.Ordinal) ? "other lines" : state.State;
        return string.Join(' ', new[] { words, state.Mode, state.Owner is null ? null : $"{state.Owner}:{state.Group}", state.Sha256?[..Math.Min(HashShown, state.Sha256.Length)] }.Where(word => word is not null));
    }

    private static string Name(PlannedEffect effect) => $"{effect.Effect.Host}: {(effect.Effect.Kind == "path" ? "" : effect.Effect.Kind + " ")}{effect.Effect.Subject}";
}
