using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("stat", "Tells what stands at a path.")]
[Returns("stat", "A map: `exists path isreg isdir islnk mode size uid gid pw_name gr_name mtime inode nlink lnk_source lnk_target checksum`, and `rusr wusr xusr …` for each permission; only `exists` where nothing is there.")]
internal sealed record Stat : IModule
{
    [Argument("The path.", Aliases = ["dest", "name"])]
    public required HostPath Path { get; init; }

    [Argument("Whether what a link points to is meant.")]
    public bool Follow { get; init; }

    [Argument("Whether a file's checksum is given.")]
    public bool GetChecksum { get; init; } = true;

    [Argument("Which checksum.", Aliases = ["checksum", "checksum_algo"])]
    public ChecksumKind ChecksumAlgorithm { get; init; } = ChecksumKind.Sha1;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var look = new PathLook(Path, GetChecksum ? PathDetail.Hash : PathDetail.Attributes, Follow);
        if (!GetChecksum || ChecksumAlgorithm == ChecksumKind.Sha256)
        {
            var state = await host.LookAsync(look, cancellation);
            return Answer(state, (state as PathState.File)?.Content.Sha256);
        }

        var (seen, sums) = await host.LookAsync(look, Checksums.Look(Path, ChecksumAlgorithm), cancellation);
        return Answer(seen, seen is PathState.File file ? await Checksums.OfAsync(file.Content, sums, ChecksumAlgorithm, cancellation) : null);
    }

    private Answer Answer(PathState state, object? checksum)
    {
        var stat = new Dictionary<string, object?> { ["exists"] = state is not PathState.Absent };
        if (state is not PathState.Absent)
        {
            AddKind(stat, state);
            AddAttributes(stat, state);
            AddMetadata(stat, state);
            if (GetChecksum && checksum is not null)
            {
                stat["checksum"] = checksum;
            }
        }

        return Core.Modules.Answer.Of("stat", stat);
    }

    private void AddKind(Dictionary<string, object?> stat, PathState state)
    {
        stat["path"] = Path.Text;
        (stat["isreg"], stat["isdir"], stat["islnk"]) = (state is PathState.File, state is PathState.Folder, state is PathState.Link);
        var special = (state as PathState.Other)?.What ?? "";
        (stat["issock"], stat["isfifo"], stat["isblk"], stat["ischr"]) =
            (special == "socket", special == "fifo", special.StartsWith("block", StringComparison.Ordinal), special.StartsWith("char", StringComparison.Ordinal));
        if (state is PathState.Link link)
        {
            (stat["lnk_target"], stat["lnk_source"]) = (link.Target, Path.Parent.Combine(link.Target).Text);
        }
    }

    private static void AddAttributes(Dictionary<string, object?> stat, PathState state)
    {
        (int Mode, string Owner, string Group)? known = state switch
        {
            PathState.File file => (file.Mode, file.Owner, file.Group),
            PathState.Folder folder => (folder.Mode, folder.Owner, folder.Group),
            PathState.Link link => (0x1FF, link.Owner, link.Group),
            _ => null,
        };
        if (known is not { } attributes)
        {
            return;
        }

        (stat["mode"], stat["pw_name"], stat["gr_name"]) = (Mode.Octal(attributes.Mode), attributes.Owner, attributes.Group);
        string[] names = ["xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr", "issticky", "isgid", "isuid"];
        for (var bit = 0; bit < names.Length; bit++)
        {
            stat[names[bit]] = (attributes.Mode >> bit & 1) == 1;
        }
    }

    private static void AddMetadata(Dictionary<string, object?> stat, PathState state)
    {
        var unknown = new Unknown("a change that only the real run makes");
        var metadata = state.Metadata;
        stat["size"] = (state as PathState.File)?.Content.Length ?? (object?)metadata?.Size ?? unknown;
        stat["uid"] = metadata?.Uid is { } uid ? uid : unknown;
        stat["gid"] = metadata?.Gid is { } gid ? gid : unknown;
        stat["inode"] = metadata?.Inode is { } inode ? inode : unknown;
        stat["nlink"] = metadata?.Links is { } links ? links : unknown;
        stat["mtime"] = metadata?.Modified is { } time ? time.ToUnixTimeMilliseconds() / 1000.0 : unknown;
    }
}
