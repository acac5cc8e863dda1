using ApimOrchestrator.Cli.Planning;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>What one look at the hosts has shown.</summary>
/// <param name="Round">Its number, from 1.</param>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Hosts">The hosts that were looked at.</param>
/// <param name="Unreachable">Those of them that were out of reach.</param>
/// <param name="Drift">What would have to be changed.</param>
/// <param name="Failures">What failed, for people.</param>
internal sealed record WatchResult(
    int Round, DateTimeOffset At, TimeSpan Duration, IReadOnlyList<string> Hosts, IReadOnlyList<string> Unreachable, IReadOnlyList<PlannedEffect> Drift, IReadOnlyList<string> Failures)
{
    /// <summary>One word for it: <c>failed drift clean</c>.</summary>
    public string Word => Failures.Count > 0 ? "failed" : Drift.Count > 0 ? "drift" : "clean";

    /// <summary>What tells two kinds of drift apart, so that each is told once.</summary>
    public string Fingerprint => string.Join('\n', Drift.Select(effect => $"{effect.Key} {effect.Effect.Before} {effect.Effect.After}").Concat(Failures).Order(StringComparer.Ordinal));
}
