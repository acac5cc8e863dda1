using System.Globalization;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Reads one line of the agent's <c>stat</c>: <c>//mode/uid/gid/size/modified/inode/links/owner/group/path</c>. No path holds two slashes in a row, so no file name can look like such a line.</summary>
/// <param name="Bits">The mode with the kind's bits.</param>
/// <param name="Owner">The owner's name, or number.</param>
/// <param name="Group">The group's name, or number.</param>
/// <param name="Metadata">The rest.</param>
/// <param name="Path">The path.</param>
internal sealed record StateReader(int Bits, string Owner, string Group, PathMetadata Metadata, string Path)
{
    /// <summary>Whether it is a regular file.</summary>
    public bool IsFile => (Bits & 0xF000) == 0x8000;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => (Bits & 0xF000) == 0x4000;

    /// <summary>Whether it is a link.</summary>
    public bool IsLink => (Bits & 0xF000) == 0xA000;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <exception cref="HostLostException">It is something else.</exception>
    public static StateReader Parse(string line)
    {
        var parts = line.Split('/', 12);
        if (parts is not ["", "", var mode, var uid, var gid, var size, var modified, var inode, var links, var owner, var group, var path]
            || !int.TryParse(mode, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            || Number(modified) is < -62135596800 or > 253402300799)
        {
            throw Broken(line);
        }

        var metadata = new PathMetadata(Number(size), Number(uid), Number(gid), DateTimeOffset.FromUnixTimeSeconds(Number(modified)), Number(inode), Number(links));
        return new StateReader(bits, owner == "UNKNOWN" ? uid : owner, group == "UNKNOWN" ? gid : group, metadata, path);
    }

    /// <summary>The state these attributes mean.</summary>
    /// <param name="content">The content, where it is a file.</param>
    /// <param name="target">The target, where it is a link.</param>
    public PathState ToState(Func<StateReader, Content> content, string? target)
    {
        var mode = Bits & 0xFFF;
        PathState state = (Bits & 0xF000) switch
        {
            0x8000 => new PathState.File(content(this), mode, Owner, Group),
            0x4000 => new PathState.Folder(mode, Owner, Group),
            0xA000 => new PathState.Link(target ?? throw Broken(Path), Owner, Group),
            0xC000 => new PathState.Other("socket"),
            0x1000 => new PathState.Other("fifo"),
            0x6000 => new PathState.Other("block device"),
            0x2000 => new PathState.Other("character device"),
            _ => throw Broken(Path),
        };
        return state with { Metadata = Metadata };
    }

    /// <summary>The hash and path of one line of <c>sha256sum</c>.</summary>
    /// <param name="line">The line; begins with a backslash where the name is written with escapes.</param>
    public static (string Hash, string Path) ParseHash(string line)
    {
        var isEscaped = line.StartsWith('\\');
        var at = isEscaped ? 1 : 0;
        if (line.Length < at + 67 || !line.AsSpan(at, 64).ToArray().All(char.IsAsciiHexDigitLower))
        {
            throw Broken(line);
        }

        var path = line[(at + 66)..];
        return (line.Substring(at, 64), isEscaped ? path.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace('\0', '\\') : path);
    }

    /// <summary>The error for an answer that cannot be read.</summary>
    public static HostLostException Broken(string line) => new(HostLostReason.ProtocolBroken, $"the agent's answer cannot be read: '{(line.Length > 200 ? line[..200] : line)}'");

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Broken(text);
}
