using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>The arguments all modules that write a path share, and the states they lead to. What is not given stays as it is; a new path belongs to the task's user.</summary>
internal abstract record PathAttributes
{
    [Argument("The owner's name or number. Left out, an existing path keeps its owner and a new one belongs to the task's user.")]
    public string? Owner { get; init; }

    [Argument("The group's name or number. Left out, an existing path keeps its group and a new one gets the primary group of the task's user.")]
    public string? Group { get; init; }

    [Argument("The permissions: octal digits such as `0644` (quoted or not) or clauses such as `u=rw,g=r,o=`. Left out, an existing path keeps its own and a new one gets what the user's umask leaves.")]
    public Mode? Mode { get; init; }

    /// <summary>The file a path becomes.</summary>
    public PathState.File ToFile(PathState before, Content content, HostIdentity identity, int? sourceMode = null)
    {
        var file = before as PathState.File;
        return new PathState.File(
            content,
            Bits(Mode, file?.Mode, 0x1B6 & ~identity.Umask, isFolder: false, sourceMode),
            Name(Owner, file?.Owner, file?.Metadata?.Uid, identity.User),
            Name(Group, file?.Group, file?.Metadata?.Gid, identity.Group));
    }

    /// <summary>The folder a path becomes, with a mode of its own instead of the files' mode.</summary>
    public PathState.Folder ToFolder(PathState before, HostIdentity identity, Mode? mode)
    {
        var folder = before as PathState.Folder;
        return new PathState.Folder(
            Bits(mode, folder?.Mode, 0x1FF & ~identity.Umask, isFolder: true, null),
            Name(Owner, folder?.Owner, folder?.Metadata?.Uid, identity.User),
            Name(Group, folder?.Group, folder?.Metadata?.Gid, identity.Group));
    }

    /// <summary>The link a path becomes.</summary>
    public PathState.Link ToLink(PathState before, string target, HostIdentity identity)
    {
        var link = before as PathState.Link;
        return new PathState.Link(
            target,
            Name(Owner, link?.Owner, link?.Metadata?.Uid, identity.User),
            Name(Group, link?.Group, link?.Metadata?.Gid, identity.Group));
    }

    /// <summary>The same thing with the attributes asked for; what has none comes back as it is.</summary>
    public PathState Applied(PathState before, HostIdentity identity) => before switch
    {
        PathState.File file => ToFile(file, file.Content, identity),
        PathState.Folder folder => ToFolder(folder, identity, Mode),
        PathState.Link link => ToLink(link, link.Target, identity),
        _ => before,
    };

    private static int Bits(Mode? wished, int? current, int fresh, bool isFolder, int? source) => wished switch
    {
        null => current ?? fresh,
        { IsPreserve: true } => source ?? current ?? fresh,
        _ => wished.Resolve(current ?? fresh, isFolder),
    };

    private static string Name(string? wished, string? current, long? number, string fresh) =>
        wished is null || (current is not null && number?.ToString(CultureInfo.InvariantCulture) == wished) ? current ?? fresh : wished;
}
