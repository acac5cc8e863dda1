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
    private readonly ITransport _transport = settings.Kind == "local" ? new ProcessTransport(settings.HostName) : new SshTransport(settings, options.HostKeyChecking);
    private readonly Dictionary<(BecomeSettings? Become, bool LookOnly), AgentClient> _agents = [];
    private readonly SemaphoreSlim _starting = new(1, 1);

    /// <summary>The agent of a user, started at its first use.</summary>
    /// <param name="become">Whom it works as; null for who logged in.</param>
    /// <param name="lookOnly">Whether it can only look.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<AgentClient> AgentAsync(BecomeSettings? become, bool lookOnly, CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            if (!_agents.TryGetValue((become, lookOnly), out var agent))
            {
                agent = await AgentClient.StartAsync(_transport, new AgentOptions { Become = become, LookOnly = lookOnly, Patience = settings.Timeout }, options.Time, cancellation);
                _agents[(become, lookOnly)] = agent;
            }

            return agent;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>How many times agents on this connection were asked and their answers awaited.</summary>
    public int RoundTrips => _agents.Values.Sum(agent => agent.RoundTrips);

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
}
