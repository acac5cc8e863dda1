using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Modules;

/// <summary>An argument that names a place on the control machine (<see cref="Hosts.PeerNames.Control"/>), whether something stands there or not.</summary>
/// <param name="Name">As written.</param>
/// <param name="Path">Where it leads.</param>
public sealed record ControlPath(string Name, HostPath Path);
