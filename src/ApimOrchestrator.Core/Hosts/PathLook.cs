using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>Looks at one path.</summary>
/// <param name="Path">The path.</param>
/// <param name="Detail">How closely.</param>
/// <param name="Follow">Whether a link's target is meant instead of the link.</param>
public sealed record PathLook(HostPath Path, PathDetail Detail = PathDetail.Hash, bool Follow = false) : Look<PathState>;
