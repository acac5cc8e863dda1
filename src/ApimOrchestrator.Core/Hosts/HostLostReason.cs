namespace ApimOrchestrator.Core.Hosts;

/// <summary>How a host came to be out of reach.</summary>
public enum HostLostReason
{
    /// <summary>No connection could be made: refused, no route, name not found, time over.</summary>
    Unreachable,

    /// <summary>The host's key is unknown, changed or revoked.</summary>
    HostKeyRejected,

    /// <summary>The host did not accept the user's keys or password.</summary>
    AuthenticationFailed,

    /// <summary>The connection broke or fell silent after it had worked.</summary>
    ConnectionLost,

    /// <summary>The host answered something that is not the agent's protocol.</summary>
    ProtocolBroken,
}
