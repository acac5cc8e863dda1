using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Local;
using ApimOrchestrator.Hosts.Ssh;

namespace ApimOrchestrator.Hosts;

/// <summary>One connection to a host and the agents on it: one for each user, and apart from each other those that only look and those that may change.</summary>
/// <param name="settings">How to reach the host.</param>
/// <param name="options">The pool's options.</param>
internal sealed class HostConnection(ConnectionSettings settings, PoolOptions options) : IAsyncDisposable
{
    private readonly Dictionary<(BecomeSettings? Become, bool LookOnly), AgentClient> _agents = [];
    private readonly SemaphoreSlim _starting = new(1, 1);
    private ITransport _transport = NewTransport(settings, options);
    private int _formerRoundTrips;

    /// <summary>How many agents were lost or ended before the others; what such an agent held (a lock) is not held any more.</summary>
    public int Losses { get; private set; }

    /// <summary>The agent of a user, started at its first use and once more where it was lost since.</summary>
    /// <param name="become">Whom it works as; null for who logged in.</param>
    /// <param name="lookOnly">Whether it can only look.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<AgentClient> AgentAsync(BecomeSettings? become, bool lookOnly, CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_agents.TryGetValue((become, lookOnly), out var agent) && agent.IsLost)
            {
                await DropAsync((become, lookOnly), agent, cancellation);
                agent = null;
            }

            if (agent is null)
            {
                agent = await AgentClient.StartAsync(_transport, new AgentOptions { Become = become, LookOnly = lookOnly, Patience = settings.Timeout, Limit = options.Limit }, options.Time, cancellation);
                _agents[(become, lookOnly)] = agent;
            }

            return agent;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends the agents that work as a user who is about to be removed; the next one who becomes that user gets a new one.</summary>
    /// <param name="user">The user's name on the host.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task EndAgentsAsync(string user, CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            foreach (var (key, agent) in _agents.Where(agent => agent.Key.Become?.User == user).ToList())
            {
                await ForgetAsync(key, agent);
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>How many times agents on this connection were asked and their answers awaited.</summary>
    public int RoundTrips => _formerRoundTrips + _agents.Values.Sum(agent => agent.RoundTrips);

    /// <summary>Ends the agents, then the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents.Values)
        {
            await agent.DisposeAsync();
        }

        await _transport.DisposeAsync();
        _starting.Dispose();
    }

    private static ITransport NewTransport(ConnectionSettings settings, PoolOptions options) =>
        options.Transport is { } make ? make(settings) : settings.Kind == "local" ? new ProcessTransport(settings.HostName) : new SshTransport(settings, options.HostKeyChecking);

    private async Task ForgetAsync((BecomeSettings? Become, bool LookOnly) key, AgentClient agent)
    {
        _agents.Remove(key);
        _formerRoundTrips += agent.RoundTrips;
        Losses++;
        await agent.DisposeAsync();
    }

    private async Task DropAsync((BecomeSettings? Become, bool LookOnly) key, AgentClient agent, CancellationToken cancellation)
    {
        await ForgetAsync(key, agent);
        if (!await _transport.IsAliveAsync(settings.Timeout, cancellation))
        {
            await _transport.DisposeAsync();
            _transport = NewTransport(settings, options);
        }
    }
}
