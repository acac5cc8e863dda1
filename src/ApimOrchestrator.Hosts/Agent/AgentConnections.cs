using System.Collections.Concurrent;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Local;
using ApimOrchestrator.Hosts.Ssh;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>The connections of a run: one for each way to reach a host, and on it one agent for each user, that may change things or only look. Made at their first use; a failure is final for the run.</summary>
/// <param name="checking">What is done about host keys.</param>
/// <param name="clock">Measures waiting.</param>
public sealed class AgentConnections(HostKeyChecking checking, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ConnectionSettings, Lazy<ITransport>> _transports = new();
    private readonly ConcurrentDictionary<(ConnectionSettings Settings, bool LookOnly), Lazy<Task<AgentClient>>> _agents = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>The real host. Connects at its first use.</summary>
    /// <param name="settings">How to reach it and as whom.</param>
    /// <param name="lookOnly">Whether its agent is started without the verbs that change things.</param>
    /// <param name="peer">Gives the other hosts of the inventory, by name.</param>
    /// <param name="journal">Where the host keeps what a path was before it is changed; see <see cref="AgentHost.Journal"/>.</param>
    public AgentHost HostFor(ConnectionSettings settings, bool lookOnly, Func<string, IHost> peer, Func<PathChange, (string Folder, string Line)?>? journal = null)
    {
        IHost As(string user) => HostFor(AsUser(settings, user), lookOnly, peer, journal);
        return new AgentHost(settings.HostName, cancellation => ClientAsync(settings, lookOnly, cancellation), new AgentRelatives(As, peer), clock) { Journal = journal };
    }

    /// <summary>The settings of the same host as another user, by the same method and with the same password.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="user">The user.</param>
    public static ConnectionSettings AsUser(ConnectionSettings settings, string user) =>
        (settings.Become?.User ?? settings.User) == user ? settings : settings with { Become = settings.Become is { } become ? become with { User = user } : new BecomeSettings(user) };

    /// <summary>The agent for some settings; the same settings have the same one.</summary>
    /// <param name="settings">How to reach the host and as whom.</param>
    /// <param name="lookOnly">Whether the agent is started without the verbs that change things.</param>
    /// <param name="cancellation">Ends the waiting, not the connecting.</param>
    /// <exception cref="HostLostException">The host cannot be reached.</exception>
    /// <exception cref="TaskFailedException">The user cannot be become.</exception>
    public Task<AgentClient> ClientAsync(ConnectionSettings settings, bool lookOnly, CancellationToken cancellation) =>
        _agents.GetOrAdd((settings, lookOnly), key => new Lazy<Task<AgentClient>>(() => StartAsync(key.Settings, key.LookOnly))).Value.WaitAsync(cancellation);

    /// <summary>Ends all agents, then all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_agents.Values.Where(static agent => agent.IsValueCreated).Select(static agent => EndAsync(agent.Value)));
        await Task.WhenAll(_transports.Values.Where(static transport => transport.IsValueCreated).Select(static transport => transport.Value.DisposeAsync().AsTask()));
        _closing.Dispose();
    }

    private static async Task EndAsync(Task<AgentClient> agent)
    {
        // one that never came to be has nothing to end; whoever asked for it has been told why
        await agent.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (agent.IsCompletedSuccessfully)
        {
            await (await agent).DisposeAsync();
        }
    }

    private async Task<AgentClient> StartAsync(ConnectionSettings settings, bool lookOnly)
    {
        var transport = _transports.GetOrAdd(settings with { Become = null }, key => new Lazy<ITransport>(() => TransportFor(key))).Value;
        var options = new AgentOptions { LookOnly = lookOnly, Patience = settings.Timeout, Become = settings.Become };
        return await AgentClient.StartAsync(transport, options, clock, _closing.Token);
    }

    private ITransport TransportFor(ConnectionSettings settings) => settings.Kind switch
    {
        "local" => new ProcessTransport(settings.HostName),
        "ssh" or "smart" or "paramiko" or "paramiko_ssh" => new SshTransport(settings, checking),
        _ => throw new HostLostException(HostLostReason.Unreachable, $"{settings.HostName}: ansible_connection '{settings.Kind}' is not known; use ssh or local"),
    };
}
