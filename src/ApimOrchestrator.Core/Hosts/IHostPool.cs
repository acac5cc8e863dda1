namespace ApimOrchestrator.Core.Hosts;

/// <summary>Hands out hosts and keeps their connections for the length of a run. Whether a host it hands out is the real one or a pretended one is the pool's affair alone.</summary>
public interface IHostPool : IAsyncDisposable
{
    /// <summary>Connects to hosts ahead of their first task, several at a time, and locks those that may be changed.</summary>
    /// <param name="settings">The hosts.</param>
    /// <param name="cancellation">Ends the connecting.</param>
    /// <exception cref="HostLockedException">Another run is at work on one of them. A host that cannot be reached is no error here; its first task says so.</exception>
    Task OpenAsync(IReadOnlyList<ConnectionSettings> settings, CancellationToken cancellation);

    /// <summary>A host as a user, for one task; connects at the first use of the answer, not here. The same settings use the same connection.</summary>
    /// <param name="settings">How to reach it and as whom.</param>
    /// <param name="options">What the task asks for.</param>
    IRecordingHost HostFor(ConnectionSettings settings, TaskOptions options);
}
