using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>What a user other than root certainly may not do. Where groups or access lists could decide otherwise, the change is taken as allowed.</summary>
internal static class WriteRights
{
    private const int OwnerWrite = 0x80;
    private const int OthersWrite = 0x12;

    /// <summary>Refuses what the real host would refuse for certain.</summary>
    /// <param name="change">The change.</param>
    /// <param name="folder">The folder the path lies in.</param>
    /// <param name="identity">Who works on the host.</param>
    /// <exception cref="TaskFailedException">The user may not do that.</exception>
    public static void Check(PathChange change, PathState.Folder folder, HostIdentity identity)
    {
        if (identity.Uid == 0)
        {
            return;
        }

        var replaces = change.Before.Kind != change.After.Kind
            || change is { Before: PathState.File before, After: PathState.File after } && !before.Content.SameAs(after.Content)
            || change is { Before: PathState.Link { Target: var old }, After: PathState.Link { Target: var target } } && old != target;
        if (replaces && !MayWrite(folder, identity))
        {
            throw Refused(change.Path, identity, $"the folder {change.Path.Parent} is {folder}");
        }

        if (OwnerOf(change.After) is { } owner && owner != identity.User && owner != OwnerOf(change.Before))
        {
            throw Refused(change.Path, identity, $"only root can make '{owner}' the owner");
        }

        if (!replaces && OwnerOf(change.Before) is { } present && present != identity.User)
        {
            throw Refused(change.Path, identity, $"it belongs to '{present}'");
        }
    }

    private static bool MayWrite(PathState.Folder folder, HostIdentity identity) =>
        folder.Owner == identity.User ? (folder.Mode & OwnerWrite) != 0 : (folder.Mode & OthersWrite) != 0;

    private static string? OwnerOf(PathState state) => state switch
    {
        PathState.File file => file.Owner,
        PathState.Folder folder => folder.Owner,
        PathState.Link link => link.Owner,
        _ => null,
    };

    private static TaskFailedException Refused(HostPath path, HostIdentity identity, string why) =>
        new($"{path}: permission denied for '{identity.User}': {why}") { Subject = path.Text };
}
