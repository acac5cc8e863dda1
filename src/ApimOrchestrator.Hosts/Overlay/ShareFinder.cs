using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Finds what will show below a mount point: the volume that every host with the same share has, and, where there is one, a host on which the share can already be looked at.</summary>
/// <param name="host">The simulated host.</param>
/// <param name="session">The real looks of this call.</param>
internal sealed class ShareFinder(SimulatedHost host, LookSession session)
{
    /// <summary>The mount that a mount command would make.</summary>
    /// <param name="point">The mount point without links.</param>
    /// <param name="wished">What is mounted.</param>
    /// <returns>Null while something must be looked at first.</returns>
    public Mount? Find(HostPath point, MountState wished)
    {
        if (wished.Options.Split(',').Contains("bind") && HostPath.TryParse(wished.Source, out var source))
        {
            return new PathView(host, session).Resolve(source, follow: true) is { } origin
                ? origin.Mount with { Point = point, Inner = origin.Inner, LiveAt = origin.Mount.LiveOf(origin.Inner), IsSimulated = true }
                : null;
        }

        var why = $"what {wished.Source} holds";
        if (Share.TryParse(wished.Source) is not { } share)
        {
            return new Mount(point, new Volume(), HostPath.Root) { IsSimulated = true, WhyUnknown = why };
        }

        var others = host.World.Hosts.Where(other => other != host && other.Live is not null).ToList();
        if (others.Count(other => TryLearn(other, other.Live!)) < others.Count)
        {
            return null;
        }

        return OnServer(point, share) ?? OnOtherHost(point, share) ?? new Mount(point, host.World.Share(share.Server), share.Path) { IsSimulated = true, WhyUnknown = why };
    }

    /// <summary>Learns the network shares the host has really mounted.</summary>
    /// <returns>Whether they are known; false while the mount table must be looked at first.</returns>
    public bool TryLearnLiveMounts() => TryLearn(host, session.Live);

    private bool TryLearn(SimulatedHost of, IHost live)
    {
        if (of.KnowsLiveMounts)
        {
            return true;
        }

        if (!session.TrySee(live, MountTable.Look, out var seen))
        {
            return false;
        }

        of.KnowsLiveMounts = true;
        foreach (var (source, point) in (IReadOnlyList<(string, HostPath)>)seen!)
        {
            if (Share.TryParse(source) is { } share && of.Mounts.All(mount => mount.Point != point))
            {
                of.Add(new Mount(point, VolumeOf(share), share.Path) { Live = live });
            }
        }

        return true;
    }

    private Volume VolumeOf(Share share) =>
        host.World.NameOf(share.Server) is { } name ? host.World.Host(name).Root : host.World.Share(share.Server);

    private Mount? OnServer(HostPath point, Share share) =>
        host.World.NameOf(share.Server) is { } name
            ? new Mount(point, host.World.Host(name).Root, share.Path) { IsSimulated = true, Live = session.Live.Peer(name), LiveAt = share.Path }
            : null;

    private Mount? OnOtherHost(HostPath point, Share share)
    {
        var volume = VolumeOf(share);
        return host.World.RealMountOf(volume, share.Path) is { } real
            ? new Mount(point, volume, share.Path) { IsSimulated = true, Live = real.Live, LiveAt = real.LiveOf(share.Path) }
            : null;
    }
}
