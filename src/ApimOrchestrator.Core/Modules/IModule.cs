using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Core.Modules;

/// <summary>One kind of work. An implementation is a sealed record whose <c>init</c> properties are its arguments (<see cref="ArgumentAttribute"/>); they arrive complete, so it needs nothing but its host.</summary>
public interface IModule
{
    /// <summary>Brings the host to the described state: looks, changes only what differs, waits where it must.</summary>
    /// <param name="host">The host; it records each change, so nothing is claimed here.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What <c>register</c> gets besides what every task answers (<c>changed</c>, <c>failed</c>, <c>skipped</c> …).</returns>
    /// <exception cref="TaskFailedException">The host cannot be brought there.</exception>
    /// <exception cref="UnknownStateException">That depends on something not yet known.</exception>
    Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation);
}
