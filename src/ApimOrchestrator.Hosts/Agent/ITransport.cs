using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>A way to start programs on one host.</summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>The host for people, as an error begins: its inventory name, and how it is reached where that differs.</summary>
    string Place { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="command">A line for the user's login shell.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="HostLostException">The host cannot be reached.</exception>
    Task<AgentChannel> OpenAsync(string command, CancellationToken cancellation);

    /// <summary>Whether the host still answers, asked beside the channels that are open.</summary>
    /// <param name="patience">How long to wait for the answer.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellation);
}
