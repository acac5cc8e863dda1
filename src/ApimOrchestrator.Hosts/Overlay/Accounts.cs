using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Which users and groups there are: those the run would make, else those the real host knows.</summary>
/// <param name="host">The simulated host.</param>
/// <param name="session">The real looks of this call.</param>
internal sealed class Accounts(SimulatedHost host, LookSession session)
{
    /// <summary>Whether owner and group of a path's new state exist.</summary>
    /// <param name="change">The change; what it leaves as it is needs no look.</param>
    /// <param name="identity">Who works on the host.</param>
    /// <returns>Null while the real host has not been asked.</returns>
    /// <exception cref="TaskFailedException">There is no such user or group.</exception>
    public bool? Check(PathChange change, HostIdentity identity)
    {
        var (owner, group) = OwnersOf(change.After);
        var (oldOwner, oldGroup) = OwnersOf(change.Before);
        var isOwnerKnown = owner is null || owner == oldOwner || owner == identity.User || Require("user", owner, change.Path);
        var isGroupKnown = group is null || group == oldGroup || group == identity.Group || Require("group", group, change.Path);
        return isOwnerKnown && isGroupKnown ? true : null;
    }

    private static (string? Owner, string? Group) OwnersOf(PathState state) => state switch
    {
        PathState.File file => (file.Owner, file.Group),
        PathState.Folder folder => (folder.Owner, folder.Group),
        PathState.Link link => (link.Owner, link.Group),
        _ => (null, null),
    };

    private bool Require(string kind, string name, HostPath path)
    {
        if (name.Length == 0 || name == "root" || name.All(char.IsAsciiDigit))
        {
            return true;
        }

        var subject = new Subject(kind, name);
        if (host.TryFind(subject, out var state))
        {
            return state is not null ? true : throw Missing(kind, name, path);
        }

        if (!host.AccountLooks.TryGetValue(subject, out var look))
        {
            look = host.AccountLooks[subject] = AccountLook.Of(kind, name);
        }

        return session.TrySee(session.Live, look, out var seen)
            && (seen is true ? true : throw (host.NewPackages.WhyMayBring() is { } why ? new UnknownStateException(why) : Missing(kind, name, path)));
    }

    private static TaskFailedException Missing(string kind, string name, HostPath path) =>
        new($"{path}: there is no {kind} '{name}' on the host") { Subject = path.Text };
}
