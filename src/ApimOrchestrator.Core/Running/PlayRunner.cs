using System.Globalization;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Runs a play: its batches of hosts, one after the other.</summary>
/// <param name="context">The run.</param>
/// <param name="gate">Says which tasks run at all.</param>
internal sealed class PlayRunner(RunContext context, TaskGate gate)
{
    /// <summary>Runs the play on hosts that have not failed before.</summary>
    /// <param name="play">The play.</param>
    /// <param name="broken">Hosts that failed or were lost in earlier plays; grows.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>Whether the run goes on with the next play.</returns>
    public async Task<bool> RunAsync(Play play, ISet<string> broken, CancellationToken cancellation)
    {
        var scope = context.Variables.ScopeFor(new ScopeRequest(context.Memory, play, null));
        var title = play.Name?.Evaluate(scope)?.ToString() ?? Pattern(play, scope, ',');
        var chosen = HostsOf(play, scope);
        var all = chosen.Where(host => !broken.Contains(host)).Select(host => new HostRun(host)).ToList();
        if (all.Count == 0)
        {
            Announce(title, play, all);
            return chosen.Count == 0 || broken.Count == 0;
        }

        var prompted = new Prompter(context).Answers(play);
        foreach (var batch in Batches(all, play, scope))
        {
            Announce(title, play, batch);
            var state = new PlayState(context, play, all, chosen, batch, prompted) { Title = title };
            await RunBatchAsync(state, cancellation);
            var bad = batch.Count(host => host.HasFailed || host.IsLost);
            broken.UnionWith(batch.Where(host => host.HasFailed || host.IsLost).Select(host => host.Name));
            if (state.HasFailedFatally || bad == batch.Count)
            {
                return false;
            }

            if (state.IsLastBatch)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>The names of a play's hosts in the order they are worked on.</summary>
    /// <param name="play">The play.</param>
    /// <param name="scope">The play's variables.</param>
    /// <exception cref="DiagnosticException">The pattern is wrong.</exception>
    public IReadOnlyList<string> HostsOf(Play play, IScope scope)
    {
        var names = context.Variables.Select(context.Memory.Inventory, Pattern(play, scope, ':')).Select(host => host.Name).Where(name => context.Options.Limit?.Contains(name) ?? true);
        return play.Order switch
        {
            "sorted" => [.. names.Order(StringComparer.Ordinal)],
            "reverse_sorted" => [.. names.OrderDescending(StringComparer.Ordinal)],
            "reverse_inventory" => [.. names.Reverse()],
            "shuffle" => [.. names.OrderBy(_ => Random.Shared.Next())],
            _ => [.. names],
        };
    }

    private void Announce(string title, Play play, IReadOnlyList<HostRun> hosts) =>
        context.Events.Emit(new RunEvent.PlayStarted(title, play.Place, [.. hosts.Select(host => host.Name)]) { IsFree = play.IsFree });

    private string Pattern(Play play, IScope scope, char separator) =>
        play.Hosts.Evaluate(scope) is IReadOnlyList<object?> list ? string.Join(separator, list.Select(Text)) : Text(play.Hosts.Evaluate(scope));

    private string Text(object? value) => context.Variables.TextOf(value);

    private async Task RunBatchAsync(PlayState state, CancellationToken cancellation)
    {
        if (!state.Play.IsFree)
        {
            await RunSectionsAsync(state, state.Batch, cancellation);
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Forks, CancellationToken = cancellation };
        await Parallel.ForEachAsync(state.Batch, parallel, async (host, token) => await RunSectionsAsync(state, [host], token));
    }

    private async Task RunSectionsAsync(PlayState state, IReadOnlyList<HostRun> hosts, CancellationToken cancellation)
    {
        var items = new ItemsRunner(state, gate);
        if (state.Play.GatherFacts is { } gather)
        {
            await items.RunAsync([gather], hosts, default, cancellation);
        }

        foreach (var section in new[] { state.Play.PreTasks, state.Play.Tasks, state.Play.PostTasks })
        {
            await items.RunAsync(section, hosts, default, cancellation);
            await items.FlushHandlersAsync(hosts, cancellation);
        }
    }

    private static IEnumerable<IReadOnlyList<HostRun>> Batches(List<HostRun> hosts, Play play, IScope scope)
    {
        var sizes = play.Serial.SelectMany(size => size.Evaluate(scope) is IReadOnlyList<object?> list ? list : [size.Evaluate(scope)]).Select(size => SizeOf(size, hosts.Count)).ToList();
        var done = 0;
        for (var number = 0; done < hosts.Count; number++)
        {
            var size = sizes.Count == 0 ? hosts.Count : sizes[Math.Min(number, sizes.Count - 1)];
            yield return hosts.GetRange(done, Math.Min(size, hosts.Count - done));
            done += size;
        }
    }

    private static int SizeOf(object? size, int hosts)
    {
        var text = ArgumentTypes.TextOf(size);
        var count = text.EndsWith('%')
            ? (int)(double.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture) / 100 * hosts)
            : ArgumentTypes.Integer.Read(size, null!);
        return count > 0 ? count : text.EndsWith('%') ? 1 : hosts;
    }
}
