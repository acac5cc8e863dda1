using System.Collections.Concurrent;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Effects;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Overlay;

namespace ApimOrchestrator.Hosts;

/// <summary>The hosts of a run: real ones over their agents, or, for a dry run, the same with a simulated state laid over them and agents that can only look.</summary>
/// <param name="options">How hosts are handed out.</param>
public sealed class HostPool(PoolOptions options) : IHostPool
{
    private readonly ConcurrentDictionary<ConnectionSettings, HostConnection> _connections = new();
    private readonly SimulatedWorld _world = new(options.NameOfAddress);

    /// <summary>How many times any agent was asked and its answer awaited.</summary>
    public int RoundTrips => _connections.Values.Sum(connection => connection.RoundTrips);

    /// <inheritdoc/>
    public async Task OpenAsync(IReadOnlyList<ConnectionSettings> settings, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Forks, CancellationToken = cancellation };
        await Parallel.ForEachAsync(settings, parallel, async (host, token) =>
        {
            try
            {
                await OpenAsync(host, token);
            }
            catch (Exception problem) when (problem is HostLostException or TaskFailedException)
            {
                // The host's first task meets the same and tells it where people look for it.
            }
        });
    }

    /// <inheritdoc/>
    public IRecordingHost HostFor(ConnectionSettings settings, TaskOptions task)
    {
        var pretends = task.Pretend ?? options.Pretends;
        return new RecordingHost(HostFor(settings, pretends, task), task);
    }

    /// <summary>Ends all agents and connections.</summary>
    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_connections.Values, async (connection, _) => await connection.DisposeAsync());

    private async Task OpenAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var agent = await ConnectionOf(settings).AgentAsync(settings.Become, options.Pretends, cancellation);
        if (!options.Pretends)
        {
            await Live(settings, pretends: false, new TaskOptions()).LockAsync(HostJournal.HomeOf(agent.Hello.Identity).Combine("lock"), options.Holder, cancellation);
        }
    }

    private IHost HostFor(ConnectionSettings settings, bool pretends, TaskOptions task)
    {
        var live = Live(settings, pretends, task);
        return pretends ? _world.Over(live) : live;
    }

    private AgentHost Live(ConnectionSettings settings, bool pretends, TaskOptions task)
    {
        var relatives = new AgentRelatives(
            user => Live(settings with { Become = (settings.Become ?? new BecomeSettings(user)) with { User = user } }, pretends, task),
            name => Live(task.Peer(name) ?? throw new TaskFailedException($"the inventory has no host '{name}'"), pretends, task));
        return new AgentHost(settings.HostName, token => ConnectionOf(settings).AgentAsync(settings.Become, pretends, token), relatives, options.Time);
    }

    private HostConnection ConnectionOf(ConnectionSettings settings) =>
        _connections.GetOrAdd(settings with { Become = null }, static (key, options) => new HostConnection(key, options), options);
}
