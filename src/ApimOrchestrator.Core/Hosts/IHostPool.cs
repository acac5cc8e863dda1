namespace ApimOrchestrator.Core.Hosts;

/// <summary>Hands out hosts and keeps their connections for the length of a run. Whether a host it hands out is the real one or a pretended one is the pool's affair alone.</summary>
public interface IHostPool : IAsyncDisposable
{
    /// <summary>A host as a user; connects at the first use of the answer, not here. The same settings give the same connection.</summary>
    /// <param name="settings">How to reach it and as whom.</param>
    /// <param name="pretend">What a task asks for with <c>check_mode</c>: true to pretend, false to be real, null for the run's own way.</param>
    IHost HostFor(ConnectionSettings settings, bool? pretend);
}
