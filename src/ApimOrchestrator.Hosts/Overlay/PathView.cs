using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>The paths of a simulated host. Every answer may be null: then the session has noted down what must be looked at first.</summary>
/// <param name="host">The simulated host.</param>
/// <param name="session">The real looks of this call.</param>
internal sealed class PathView(SimulatedHost host, LookSession session)
{
    private const int MostLinks = 40;

    /// <summary>Where a path leads, links on the way followed, those made by the run included.</summary>
    /// <param name="path">The path as a module names it.</param>
    /// <param name="follow">Whether a link at the very end is followed too.</param>
    /// <exception cref="TaskFailedException">The links go round in a circle.</exception>
    public Location? Resolve(HostPath path, bool follow)
    {
        var ahead = new Stack<string>(Parts(path.Text));
        var at = HostPath.Root;
        for (var links = 0; ahead.Count > 0;)
        {
            var part = ahead.Pop();
            var next = part == ".." ? at.Parent : at.Combine(part);
            if (part == ".." || (ahead.Count == 0 && !follow))
            {
                at = next;
                continue;
            }

            var state = StepAt(next, ahead);
            if (state is null)
            {
                return null;
            }

            if (state is not PathState.Link link)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new TaskFailedException($"{path}: too many links, they go round in a circle") { Subject = path.Text };
            }

            at = link.Target.StartsWith('/') ? HostPath.Root : at;
            foreach (var step in Parts(link.Target))
            {
                ahead.Push(step);
            }
        }

        return new Location(at, host.MountOf(at));
    }

    /// <summary>What stands at a place.</summary>
    /// <exception cref="UnknownStateException">Only the real run can know.</exception>
    public PathState? StateAt(Location location, PathDetail detail)
    {
        if (location.Mount.Volume.Find(location.Inner) is { } known)
        {
            return known;
        }

        var mount = location.Mount;
        if (mount.WhyUnknown is { } why)
        {
            throw new UnknownStateException(why);
        }

        if (!session.TrySee(LiveOf(mount), new PathLook(mount.LiveOf(location.Inner), detail), out PathState? state))
        {
            return null;
        }

        return state is PathState.Absent && host.NewPackages.WhyMayBring(location.Canonical) is { } package ? throw new UnknownStateException(package) : state;
    }

    /// <summary>What a look at a path answers.</summary>
    public PathState? Answer(PathLook look)
    {
        Note(look);
        return Resolve(look.Path, look.Follow) is { } location && StateAt(location, look.Detail) is { } state ? UnhashedContent.Seen(state, look.Detail) : null;
    }

    /// <summary>Where a path leads and what stands there.</summary>
    public PathTarget? Answer(TargetLook look)
    {
        var path = look.Path;
        for (var hops = 0; Answer(new PathLook(path, look.Detail)) is { } state; hops++)
        {
            if (!look.Follow || state is not PathState.Link link)
            {
                return new PathTarget(path, state);
            }

            path = look.Next(path, link, hops);
        }

        return null;
    }

    /// <summary>What a look at a folder and everything below it answers.</summary>
    public IReadOnlyDictionary<HostPath, PathState>? Answer(TreeLook look)
    {
        if (look.Twin is { } twin)
        {
            return Answer(look with { Twin = null }) is { } tree ? WithTwins(tree, look, twin) : null;
        }

        Note(new PathLook(look.Path, PathDetail.Attributes));
        var mount = host.MountOf(look.Path);
        if (mount.WhyUnknown is null && !mount.Volume.HidesBelow(mount.InnerOf(look.Path)))
        {
            session.Guess(LiveOf(mount), look with { Path = mount.LiveOf(mount.InnerOf(look.Path)) });
        }

        if (Resolve(look.Path, follow: false) is not { } location || StateAt(location, PathDetail.Attributes) is not { } top)
        {
            return null;
        }

        return top is PathState.Folder ? new TreeMerge(host, this, look, location.Canonical).Merge() : new Dictionary<HostPath, PathState>();
    }

    private SortedDictionary<HostPath, PathState>? WithTwins(IReadOnlyDictionary<HostPath, PathState> tree, TreeLook look, HostPath twin)
    {
        var both = new SortedDictionary<HostPath, PathState>(tree.ToDictionary());
        var isComplete = true;
        foreach (var path in tree.Keys.Select(path => Mount.Moved(path, look.Path, twin)))
        {
            var state = Answer(new PathLook(path, look.Detail));
            isComplete &= state is not null;
            if (state is not (null or PathState.Absent))
            {
                both[path] = state;
            }
        }

        return isComplete ? both : null;
    }

    /// <summary>The real folder below a place, or null while it has not been looked at.</summary>
    public IReadOnlyDictionary<HostPath, PathState>? RealTree(Mount mount, HostPath inner, TreeLook look) =>
        session.TrySee(LiveOf(mount), look with { Path = mount.LiveOf(inner) }, out var seen) ? (IReadOnlyDictionary<HostPath, PathState>)seen! : null;

    /// <summary>Notes the path itself down before its way is known, so that both cost one round trip.</summary>
    public void Note(PathLook look)
    {
        var mount = host.MountOf(look.Path);
        if (mount.WhyUnknown is null && mount.Volume.Find(mount.InnerOf(look.Path)) is null)
        {
            session.Guess(LiveOf(mount), look with { Path = mount.LiveOf(mount.InnerOf(look.Path)), Follow = false });
        }
    }

    private IHost LiveOf(Mount mount) => mount.IsSimulated ? mount.Live ?? session.Live : session.Live;

    private static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();

    private PathState? StepAt(HostPath next, Stack<string> ahead)
    {
        var mount = host.MountOf(next);
        var location = new Location(next, mount);
        if (mount.WhyUnknown is not null)
        {
            return mount.Volume.Find(location.Inner) ?? new PathState.Folder(0, "", "");
        }

        if (mount.Volume.Find(location.Inner) is null && !mount.IsSimulated && host.Way.TryGetValue(next, out var met))
        {
            return met;
        }

        var state = StateAt(location, PathDetail.Attributes);
        if (state is null)
        {
            ExpectWay(next, ahead);
        }
        else if (state is PathState.Folder or PathState.Link && !mount.IsSimulated && mount.Volume.Find(location.Inner) is null)
        {
            host.Way[next] = state;
        }

        return state;
    }

    private void ExpectWay(HostPath from, Stack<string> ahead)
    {
        var at = from;
        foreach (var part in ahead.SkipLast(1).TakeWhile(part => part != ".."))
        {
            at = at.Combine(part);
            var mount = host.MountOf(at);
            if (mount.WhyUnknown is null && !host.Way.ContainsKey(at) && mount.Volume.Find(mount.InnerOf(at)) is null)
            {
                session.Guess(LiveOf(mount), new PathLook(mount.LiveOf(mount.InnerOf(at)), PathDetail.Attributes));
            }
        }
    }
}
