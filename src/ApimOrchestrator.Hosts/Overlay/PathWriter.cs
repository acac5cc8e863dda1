using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Records changes of paths after checking them as the real host would.</summary>
/// <param name="host">The simulated host.</param>
/// <param name="session">The real looks of this call.</param>
/// <param name="identity">Who works on the host.</param>
internal sealed class PathWriter(SimulatedHost host, LookSession session, HostIdentity identity)
{
    private readonly PathView _view = new(host, session);
    private readonly Accounts _accounts = new(host, session);

    /// <summary>Notes down what the changes need to be looked at, so that all of them cost one round trip.</summary>
    public void Expect(IEnumerable<PathChange> changes)
    {
        foreach (var change in changes)
        {
            _view.Note(new PathLook(change.Path.Parent, PathDetail.Attributes));
            _view.Note(new PathLook(change.Path, DetailFor(change)));
        }
    }

    /// <summary>Makes one change that must fit what is there.</summary>
    /// <returns>Whether it is made; false while something must be looked at first.</returns>
    /// <exception cref="TaskFailedException">The real host would refuse.</exception>
    public bool TryPut(PathChange change)
    {
        if (change.Path == HostPath.Root)
        {
            throw change.After is PathState.Folder ? new TaskFailedException("/: the root folder is not changed") : new TaskFailedException("/: the root folder cannot be removed");
        }

        if (Find(change.Path) is not { } location)
        {
            return false;
        }

        if (FolderOf(change, location) is not { } folder || _view.StateAt(location, DetailFor(change)) is not { } present)
        {
            return false;
        }

        Fit(change, present);
        WriteRights.Check(change, folder, identity);
        if (_accounts.Check(change, identity) is not true)
        {
            return false;
        }

        if (present is PathState.Folder && change.After is not PathState.Folder && host.Mounts.Any(mount => mount.Point == location.Canonical))
        {
            throw Refused(change.Path, "something is mounted there");
        }

        Record(location, present, change);
        return true;
    }

    /// <summary>Makes one change that a program would make, whatever is there.</summary>
    /// <returns>Whether it is made; false while something must be looked at first.</returns>
    public bool TryRecord(PathChange change)
    {
        if (Find(change.Path) is not { } location || (location.Mount.WhyUnknown is null ? _view.StateAt(location, PathDetail.Attributes) : change.Before) is not { } present)
        {
            return false;
        }

        Record(location, present, change);
        return true;
    }

    private static PathDetail DetailFor(PathChange change) =>
        change.Before is PathState.File before && (change.After is PathState.File || before.Content.Sha256 is not null) ? PathDetail.Hash : PathDetail.Attributes;

    private static TaskFailedException Refused(HostPath path, string why) => new($"{path}: {why}") { Subject = path.Text };

    private static void Fit(PathChange change, PathState present)
    {
        if (present is PathState.Other || change.After is PathState.Other)
        {
            throw Refused(change.Path, $"a {(present as PathState.Other)?.What ?? "device, socket or pipe"} is not replaced");
        }

        var fits = change.Before is PathState.File { Content: { Sha256: null, WhyUnknown: null } } before && present is PathState.File file
            ? before.SameAs(file with { Content = before.Content })
            : change.Before.SameAs(present);
        if (!fits)
        {
            throw Refused(change.Path, $"changed since it was looked at: was {change.Before}, is {present}");
        }
    }

    private Location? Find(HostPath path)
    {
        if (_view.Resolve(path.Parent, follow: true) is not { } parent)
        {
            return null;
        }

        var canonical = parent.Canonical.Combine(path.Name);
        return new Location(canonical, host.MountOf(canonical));
    }

    private PathState.Folder? FolderOf(PathChange change, Location location)
    {
        var parent = location.Canonical.Parent;
        return _view.StateAt(new Location(parent, host.MountOf(parent)), PathDetail.Attributes) switch
        {
            null => null,
            PathState.Folder folder => folder,
            PathState.Absent => throw Refused(change.Path, $"the folder {change.Path.Parent} does not exist"),
            _ => throw Refused(change.Path, $"{change.Path.Parent} is not a folder"),
        };
    }

    private void Record(Location location, PathState present, PathChange change)
    {
        // A file whose content is left as it is keeps what is known of it now: its hash where nobody had asked for it, and when it was last written.
        var after = change is { Before: PathState.File before, After: PathState.File file } && before.Content.SameAs(file.Content) && present is PathState.File now
            ? file with { Content = now.Content, Metadata = now.Metadata }
            : change.After with { Metadata = null };
        location.Mount.Volume.Put(location.Inner, present is PathState.Folder, after);
        host.World.Changed();
    }
}
