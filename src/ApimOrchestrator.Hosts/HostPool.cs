using System.Collections.Concurrent;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Effects;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Overlay;

namespace ApimOrchestrator.Hosts;

/// <summary>
/// The hosts of a run: real ones over their agents, locked and journaled before their first change, or, for a dry run, the same with a simulated state laid over them
/// and agents that can only look. All hosts of a dry run share one simulated world; a task that pretends within a real run has a world of its own.
/// </summary>
/// <param name="pool">How hosts are handed out.</param>
public sealed class HostPool(PoolOptions pool) : IHostPool
{
    // only what is an agent; it ends between two changes, and takes its program along
    private const string EndScript = """
        tr '\0' ' ' <"/proc/$1/cmdline" | grep -q apim-agent || { echo "process $1 is no agent any more" >&2; exit 1; }
        kill -TERM "$1" || exit 1
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          [ -d "/proc/$1" ] || exit 0
          sleep 0.5
        done
        kill -KILL "$1"
        sleep 0.5
        """;

    private readonly ConcurrentDictionary<ConnectionSettings, HostConnection> _connections = new();
    private readonly ConcurrentDictionary<(string Host, int Losses), Lazy<Task>> _locks = new();
    private readonly ConcurrentDictionary<ConnectionSettings, JournalKeeper> _keepers = new();
    private readonly SimulatedWorld _world = new(pool.NameOfAddress);

    /// <summary>How many times any agent was asked and its answer awaited.</summary>
    public int RoundTrips => _connections.Values.Sum(connection => connection.RoundTrips);

    /// <inheritdoc/>
    public async Task OpenAsync(IReadOnlyList<ConnectionSettings> settings, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = pool.Forks, CancellationToken = cancellation };
        await Parallel.ForEachAsync(settings.OrderBy(host => host.HostName, StringComparer.Ordinal), parallel, async (host, token) =>
        {
            try
            {
                await (pool.Pretends ? ConnectionOf(host).AgentAsync(host.Become, lookOnly: true, token) : LockAsync(host, token));
            }
            catch (Exception problem) when (problem is HostLostException or TaskFailedException)
            {
                // The host's first task meets the same and tells it where people look for it.
                _locks.TryRemove((host.HostName, 0), out _);
            }
        });
    }

    /// <inheritdoc/>
    public IRecordingHost HostFor(ConnectionSettings settings, TaskOptions options) =>
        new RecordingHost(options.Pretend ?? pool.Pretends ? Pretended(settings, options) : Real(settings, options), options, pool.Allow);

    /// <summary>Who has a host locked; takes the lock where nobody has.</summary>
    /// <param name="settings">The host.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null where the host is free.</returns>
    /// <exception cref="HostLostException">The host cannot be reached.</exception>
    public async Task<HostLockedException?> HolderAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        try
        {
            await TakeLockAsync(settings, cancellation);
            return null;
        }
        catch (HostLockedException locked)
        {
            return locked;
        }
    }

    /// <summary>Ends the agent that holds a host's lock and what it runs, politely first, and takes the lock.</summary>
    /// <param name="settings">The host.</param>
    /// <param name="locked">Who was seen to hold it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="HostLockedException">It is locked still, or by somebody else.</exception>
    /// <exception cref="TaskFailedException">The holder cannot be ended.</exception>
    public async Task EndHolderAsync(ConnectionSettings settings, HostLockedException locked, CancellationToken cancellation)
    {
        if (locked.Agent is { } agent)
        {
            var host = Agent(settings, lookOnly: false, new AgentRelatives(Unrelated, Unrelated), journal: null);
            await host.MustRunAsync(Command.Shell(EndScript, $"{agent}"), new Change(new Subject("process", $"{agent}"), "runs", null), cancellation);
        }

        await TakeLockAsync(settings, cancellation);
    }

    /// <summary>Ends all agents and connections.</summary>
    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_connections.Values, async (connection, _) => await connection.DisposeAsync());

    private static ConnectionSettings PeerSettings(TaskOptions task, string name) =>
        task.Peer(name) ?? throw new TaskFailedException($"the inventory has no host '{name}'");

    private static ConnectionSettings SettingsAs(ConnectionSettings settings, string user) =>
        settings with { Become = (settings.Become ?? new BecomeSettings(user)) with { User = user } };

    private IHost Pretended(ConnectionSettings settings, TaskOptions task)
    {
        var world = pool.Pretends ? _world : new SimulatedWorld(pool.NameOfAddress);
        return settings.Become is { } become && world.WouldMake(settings.HostName, become.User)
            ? world.Over(LookOnly(SettingsAs(settings, "root"), task), become.User)
            : world.Over(LookOnly(settings, task));
    }

    private AgentHost LookOnly(ConnectionSettings settings, TaskOptions task) =>
        Agent(settings, lookOnly: true, new AgentRelatives(user => LookOnly(SettingsAs(settings, user), task), name => LookOnly(PeerSettings(task, name), task)), journal: null);

    private LockingHost Real(ConnectionSettings settings, TaskOptions task)
    {
        var relatives = new AgentRelatives(user => Real(SettingsAs(settings, user), task), name => Real(PeerSettings(task, name), task));
        var keeper = pool.Run.Length > 0 ? _keepers.GetOrAdd(settings, static (_, options) => new JournalKeeper(new HostJournal(options.Run, options.Time) { Home = options.Home, Holder = options.Holder, Playbooks = options.Playbooks }), pool) : null;
        var agent = Agent(settings, lookOnly: false, relatives, keeper is null ? null : keeper.Keep);
        return new LockingHost(keeper is null ? agent : new JournalingHost(agent, keeper), cancellation => LockAsync(settings, cancellation), (user, cancellation) => ConnectionOf(settings).EndAgentsAsync(user, cancellation));
    }

    private AgentHost Agent(ConnectionSettings settings, bool lookOnly, AgentRelatives relatives, Func<PathChange, (string Folder, string Line)?>? journal) =>
        new(settings.HostName, token => ConnectionOf(settings).AgentAsync(settings.Become, lookOnly, token), relatives, pool.Time) { Journal = journal };

    // a lock goes with the agent that holds it, so a host that was lost in between is locked anew
    private async Task LockAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var connection = ConnectionOf(settings);
        await connection.AgentAsync(settings.Become, lookOnly: false, cancellation);
        await _locks.GetOrAdd((settings.HostName, connection.Losses), key => new Lazy<Task>(() => key.Losses == 0 ? TakeLockAsync(settings, cancellation) : TakeLockAgainAsync(settings, cancellation))).Value;
    }

    // what a lost agent has left behind may hold the lock for a moment longer
    private async Task TakeLockAgainAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await TakeLockAsync(settings, cancellation);
                return;
            }
            catch (HostLockedException) when (attempt < 10)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), pool.Time, cancellation);
            }
        }
    }

    private async Task TakeLockAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var host = Agent(settings, lookOnly: false, new AgentRelatives(Unrelated, Unrelated), journal: null);
        try
        {
            await host.LockAsync(pool.Lock, pool.Holder, (pool.KeptRuns, HostJournal.KeptMebibytes), cancellation);
        }
        catch (HostLockedException locked) when (locked.Holder == pool.Holder)
        {
            // The inventory has another name for the same machine: the lock is this run's own.
        }
    }

    private static IHost Unrelated(string name) => throw new InvalidOperationException($"a lock needs no '{name}'");

    private HostConnection ConnectionOf(ConnectionSettings settings) =>
        _connections.GetOrAdd(settings with { Become = null }, static (key, pool) => new HostConnection(key, pool), pool);
}
