using ApimOrchestrator.Cli.Planning;
using Microsoft.Extensions.Hosting;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>Looks at the hosts again and again, one look at a time, and tells what it sees. It never changes a host.</summary>
/// <param name="look">Looks once, given the look's number.</param>
/// <param name="settings">How often.</param>
/// <param name="tell">Told each result, and whether it says something else than the one before.</param>
/// <param name="lifetime">Ended after the last look.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchService(
    Func<int, CancellationToken, Task<WatchResult>> look, WatchSettings settings, Func<WatchResult, bool, CancellationToken, Task> tell, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    /// <summary>A result for people, a line a thing.</summary>
    /// <param name="result">The result.</param>
    public static IEnumerable<string> Lines(WatchResult result)
    {
        yield return $"{result.At:yyyy-MM-dd HH:mm:ss'Z'} round {result.Round}: {result.Word}: {result.Drift.Count} {(result.Drift.Count == 1 ? "change" : "changes")} needed on {result.Hosts.Count} {(result.Hosts.Count == 1 ? "host" : "hosts")} ({result.Duration.TotalSeconds:0.0} s)";
        foreach (var failure in result.Failures)
        {
            yield return $"  failed: {failure}";
        }

        foreach (var effect in result.Drift)
        {
            yield return $"  drift: {effect.Effect.Host}: {(effect.Effect.Kind == "path" ? "" : effect.Effect.Kind + " ")}{effect.Effect.Subject}: is {PlanDrift.Describe(effect.Effect.Before)}, should be {PlanDrift.Describe(effect.Effect.After)} ({effect.Place})";
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? before = null;
        for (var round = 1; settings.Rounds is not { } last || round <= last; round++)
        {
            var result = await look(round, stoppingToken);
            var seen = result.Fingerprint;
            await tell(result, seen != (before ?? ""), stoppingToken);
            before = seen;
            if (round != settings.Rounds)
            {
                await Task.Delay(settings.Interval * (1 + (settings.Jitter * ((Random.Shared.NextDouble() * 2) - 1))), time, stoppingToken);
            }
        }

        lifetime.StopApplication();
    }
}
