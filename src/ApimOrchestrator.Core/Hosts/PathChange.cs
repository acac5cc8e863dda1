using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>A path going from one state to another. A removed folder takes everything below it along; parents of a new path must exist.</summary>
/// <param name="Path">The path.</param>
/// <param name="Before">The state seen. The host refuses the change where the path no longer is in this state.</param>
/// <param name="After">The state wished.</param>
public sealed record PathChange(HostPath Path, PathState Before, PathState After)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNone => Before.SameAs(After);
}
