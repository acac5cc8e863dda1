using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>A path with all links on the way resolved.</summary>
/// <param name="Canonical">The path on the host without links.</param>
/// <param name="Mount">The file system it lies on.</param>
internal sealed record Location(HostPath Canonical, Mount Mount)
{
    /// <summary>The path within the volume.</summary>
    public HostPath Inner => Mount.InnerOf(Canonical);
}
