using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>How a host finds the hosts a module may ask it for.</summary>
/// <param name="As">The same host as another user.</param>
/// <param name="Peer">Another host, by its inventory name; throws <see cref="TaskFailedException"/> for an unknown one.</param>
public sealed record AgentRelatives(Func<string, IHost> As, Func<string, IHost> Peer);
