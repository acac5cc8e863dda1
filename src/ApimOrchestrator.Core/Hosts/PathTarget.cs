using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>What a <see cref="TargetLook"/> sees.</summary>
/// <param name="Path">Where the path leads: itself, or what the link there (and the links behind it) point to.</param>
/// <param name="State">What stands there; never a link where links were followed.</param>
public sealed record PathTarget(HostPath Path, PathState State);
