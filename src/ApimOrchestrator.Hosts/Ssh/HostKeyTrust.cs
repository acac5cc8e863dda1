namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>What known_hosts says of a key.</summary>
public enum HostKeyTrust
{
    /// <summary>The host's key is known.</summary>
    Known,

    /// <summary>Nothing is known of the host.</summary>
    Unknown,

    /// <summary>Another key is known for the host.</summary>
    Changed,

    /// <summary>The key is marked as revoked.</summary>
    Revoked,
}
