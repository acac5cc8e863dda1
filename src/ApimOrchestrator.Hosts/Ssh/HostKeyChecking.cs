namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>What is done about a host's key.</summary>
public enum HostKeyChecking
{
    /// <summary>Unknown and changed keys are refused.</summary>
    Strict,

    /// <summary>Unknown keys are remembered, changed ones refused.</summary>
    AcceptNew,

    /// <summary>Any key is trusted; revoked ones are refused all the same.</summary>
    Off,
}
