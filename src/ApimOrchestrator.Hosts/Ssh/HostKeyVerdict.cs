namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>A judgement of a host's key.</summary>
/// <param name="Trust">What known_hosts says.</param>
/// <param name="Line">The line that says so, where there is one.</param>
public sealed record HostKeyVerdict(HostKeyTrust Trust, KnownHostsLine? Line);
