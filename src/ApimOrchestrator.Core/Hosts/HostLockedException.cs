namespace ApimOrchestrator.Core.Hosts;

/// <summary>Another run is at work on a host; this run is refused as a whole, before its first change.</summary>
/// <param name="host">The host's inventory name.</param>
/// <param name="holder">Who holds the lock, from where and since when, for people.</param>
public sealed class HostLockedException(string host, string holder) : RunRefusedException($"{host} is locked by another run: {holder}; 'unlock' shows and ends a dead one")
{
    /// <summary>The host's inventory name.</summary>
    public string Host { get; } = host;

    /// <summary>Who holds the lock.</summary>
    public string Holder { get; } = holder;

    /// <summary>The process on the host that holds the lock; null where the host does not say.</summary>
    public long? Agent { get; init; }
}
