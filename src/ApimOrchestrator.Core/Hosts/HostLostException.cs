namespace ApimOrchestrator.Core.Hosts;

/// <summary>A host could not be reached or was lost; it takes no further part in the play.</summary>
/// <param name="reason">How.</param>
/// <param name="message">For people: one line that names the address and what to do.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class HostLostException(HostLostReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How the host came to be out of reach.</summary>
    public HostLostReason Reason { get; } = reason;
}
