using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Records what a program would change: its subject, other subjects, users, mounts.</summary>
/// <param name="host">The simulated host.</param>
/// <param name="session">The real looks of this call.</param>
internal sealed class SubjectRecorder(SimulatedHost host, LookSession session)
{
    private readonly PathView _view = new(host, session);

    /// <summary>Records the states after a program.</summary>
    /// <returns>Whether it is done; false while something must be looked at first. Then nothing is recorded.</returns>
    public bool TryRecord(Change change)
    {
        if (change.Subject.Kind == "mount" && HostPath.TryParse(change.Subject.Name, out var point) && !TryMount(point, change))
        {
            return false;
        }

        if (!TryObscure(change))
        {
            return false;
        }

        if (Equals(change.Before, change.After) && change.Also.Count == 0)
        {
            return true;
        }

        Record(change.Subject, change.Before, change.After);
        foreach (var (subject, state) in change.Also)
        {
            Record(subject, before: null, state);
        }

        host.World.Changed();
        return true;
    }

    private bool TryObscure(Change change)
    {
        var places = change.Obscures.Select(path => _view.Resolve(path, follow: true)).ToList();
        if (places.Contains(null))
        {
            return false;
        }

        foreach (var place in places)
        {
            host.Add(new Mount(place!.Canonical, new Volume(), HostPath.Root) { IsSimulated = true, WhyUnknown = $"what {change.Subject} makes of {place.Canonical}" });
        }

        return true;
    }

    private void Record(Subject subject, object? before, object? after)
    {
        host.Subjects[subject] = after;
        if (subject.Kind == "user" && after is null)
        {
            host.NewUsers.Remove(subject.Name);
        }
        else if (subject.Kind == "package" && after is not null)
        {
            host.NewPackages.Add(subject.Name);
        }
        else if (subject.Kind == "user" && before is null)
        {
            host.NewUsers.Add(subject.Name);
        }
    }

    private bool TryMount(HostPath path, Change change)
    {
        if (_view.Resolve(path, follow: true) is not { Canonical: var point })
        {
            return false;
        }

        if (change.After is not MountState wished)
        {
            if (change.Before is MountState was && !host.RemoveSimulated(point))
            {
                host.Add(new Mount(point, new Volume(), HostPath.Root) { IsSimulated = true, WhyUnknown = $"what lies at {point} under the mounted {was.Source}" });
            }

            return true;
        }

        if (change.Before is MountState same && same.Source == wished.Source)
        {
            return true;
        }

        if (new ShareFinder(host, session).Find(point, wished) is not { } mount)
        {
            return false;
        }

        host.Add(mount);
        return true;
    }
}
