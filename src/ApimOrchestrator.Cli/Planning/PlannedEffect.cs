using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>A change a plan foretells.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Effect">The change, without its diff, on its host.</param>
internal sealed record PlannedEffect(string Task, string Place, Effect Effect)
{
    /// <summary>What two foretold changes must have in common to be the same one.</summary>
    public (string Host, string Place, string Kind, string Subject) Key => (Effect.Host, Place, Effect.Kind, Effect.Subject);

    /// <summary>Whether another change is the one foretold: equal, but for what the plan honestly did not know.</summary>
    /// <param name="other">The other.</param>
    public bool Fits(Effect other) => Fits(Effect.Before, other.Before) && Fits(Effect.After, other.After);

    private static bool Fits(EffectState planned, EffectState real) =>
        planned.State == "unknown" || real.State == "unknown"
        || (planned.State == real.State && planned.Mode == real.Mode && planned.Owner == real.Owner && planned.Group == real.Group && (planned.Sha256 is null || real.Sha256 is null || planned.Sha256 == real.Sha256));
}
