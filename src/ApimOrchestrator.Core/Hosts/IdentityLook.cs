namespace ApimOrchestrator.Core.Hosts;

/// <summary>Asks who works on the host. Costs nothing: the host says so when the connection is made.</summary>
public sealed record IdentityLook : Look<HostIdentity>;
