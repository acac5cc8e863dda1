using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>A folder and everything below it: what the real host shows, with the run's changes laid over it and what is mounted below entered.</summary>
/// <param name="host">The simulated host.</param>
/// <param name="view">Its paths.</param>
/// <param name="look">What was asked.</param>
/// <param name="folder">The folder without links.</param>
internal sealed class TreeMerge(SimulatedHost host, PathView view, TreeLook look, HostPath folder)
{
    private readonly SortedDictionary<HostPath, PathState> _merged = [];
    private readonly TreeFilter _filter = new(look);

    /// <summary>The entries by path; null while the real host has not been looked at.</summary>
    public IReadOnlyDictionary<HostPath, PathState>? Merge()
    {
        var starts = host.Mounts.Select(mount => mount.Point).Where(point => point != folder && point.IsWithin(folder) && _filter.Takes(Mount.Moved(point, folder, HostPath.Root))).Prepend(folder).Distinct();
        var isComplete = true;
        foreach (var start in starts.ToList())
        {
            isComplete &= TryAdd(start, host.MountOf(start));
        }

        return isComplete ? _merged : null;
    }

    private bool TryAdd(HostPath start, Mount mount)
    {
        var inner = mount.InnerOf(start);
        if (mount.WhyUnknown is { } why)
        {
            throw new UnknownStateException(why);
        }

        if (!mount.Volume.HidesBelow(inner))
        {
            var isWhole = start == folder;
            if (view.RealTree(mount, inner, isWhole ? look : new TreeLook(look.Path, look.Detail)) is not { } real)
            {
                return false;
            }

            var realTop = mount.LiveOf(inner);
            foreach (var (path, state) in real)
            {
                var within = Mount.Moved(path, realTop, inner);
                Add(mount, within, mount.Volume.Find(within) ?? state);
            }
        }

        foreach (var (path, state) in mount.Volume.Within(inner))
        {
            Add(mount, path, state);
        }

        return true;
    }

    private void Add(Mount mount, HostPath inner, PathState state)
    {
        var canonical = mount.CanonicalOf(inner);
        var relative = Mount.Moved(canonical, folder, HostPath.Root);
        if (state is not PathState.Absent && host.MountOf(canonical) == mount && _filter.Takes(relative))
        {
            _merged[Mount.Moved(canonical, folder, look.Path)] = UnhashedContent.Seen(state, look.Detail);
        }
    }
}
