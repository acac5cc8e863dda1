using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Where a volume shows on a host.</summary>
/// <param name="Point">The path it shows at.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Inner">The path within the volume that shows at the point.</param>
internal sealed record Mount(HostPath Point, Volume Volume, HostPath Inner)
{
    /// <summary>The host on which the real file system can be looked at; null for the host that is worked on.</summary>
    public IHost? Live { get; init; }

    /// <summary>The path on that host that is <see cref="Inner"/>.</summary>
    public HostPath LiveAt { get; init; } = Point;

    /// <summary>Why the real file system cannot be looked at; null where it can.</summary>
    public string? WhyUnknown { get; init; }

    /// <summary>Whether the run would have mounted it.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>A host's path as the volume names it.</summary>
    public HostPath InnerOf(HostPath canonical) => Moved(canonical, Point, Inner);

    /// <summary>A volume's path as the real file system names it.</summary>
    public HostPath LiveOf(HostPath inner) => Moved(inner, Inner, LiveAt);

    /// <summary>A volume's path as the host names it.</summary>
    public HostPath CanonicalOf(HostPath inner) => Moved(inner, Inner, Point);

    /// <summary>A path below one folder, below another instead.</summary>
    public static HostPath Moved(HostPath path, HostPath from, HostPath to) =>
        path == from ? to : to.Combine(from == HostPath.Root ? path.Text[1..] : path.Text[(from.Text.Length + 1)..]);
}
