using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What the kernel says is mounted where: <c>/proc/self/mountinfo</c> (proc(5)).</summary>
internal static class MountTable
{
    /// <summary>Looks what is mounted at a path, without touching the path. A folder bound there from <paramref name="source"/> is told by that name, whatever device it is on.</summary>
    public static CommandLook<MountState?> Look(HostPath path, string? source = null) =>
        new(new Subject("mount", path.Text), new Command("cat", "/proc/self/mountinfo"), result => Find(result, path, source));

    /// <summary>A field as the mount tables write it: blanks and backslashes as octal numbers (fstab(5)).</summary>
    public static string Escape(string field) =>
        field.Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal).Replace("\t", "\\011", StringComparison.Ordinal).Replace("\n", "\\012", StringComparison.Ordinal);

    /// <summary>A field as it is meant.</summary>
    public static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            var isOctal = field[i] == '\\' && i + 3 < field.Length && field.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            text.Append(isOctal ? (char)Convert.ToInt32(field.Substring(i + 1, 3), 8) : field[i]);
            i += isOctal ? 3 : 0;
        }

        return text.ToString();
    }

    private static MountState? Find(CommandResult result, HostPath path, string? source)
    {
        if (result.ExitCode != 0)
        {
            throw new TaskFailedException("the host does not tell what is mounted") { Result = result };
        }

        var entries = result.Output.Split('\n').Select(Entry.Parse).OfType<Entry>().ToList();
        return entries.FindLast(entry => entry.Point == path.Text) is { } found
            ? new MountState(IsBoundFrom(found, source, entries) ? source! : SourceOf(found, entries), found.FsType, found.Options)
            : null;
    }

    /// <summary>
    /// Whether a mount shows the folder of that name: the same place on the same device as the folder has through the mount it lies on. For a folder of
    /// an NFS share the kernel tells no place on the device, but adds the folder to the name of the share.
    /// </summary>
    private static bool IsBoundFrom(Entry entry, string? source, List<Entry> entries)
    {
        if (!HostPath.TryParse(source, out var folder))
        {
            return false;
        }

        var below = entries.Where(other => other != entry && HostPath.TryParse(other.Point, out var point) && folder.IsWithin(point)).ToList();
        if (below.Count == 0)
        {
            return false;
        }

        var longest = below.Max(other => other.Point.Length);
        var whole = below.FindLast(other => other.Point.Length == longest)!;
        var rest = folder.Text[whole.Point.TrimEnd('/').Length..];
        var root = whole.Root.TrimEnd('/') + rest;
        return whole.Device == entry.Device && (IsNfs(entry) ? entry.Source == whole.Source.TrimEnd('/') + rest : (root.Length == 0 ? "/" : root) == entry.Root);
    }

    private static bool IsNfs(Entry entry) => entry.FsType is "nfs" or "nfs4";

    /// <summary>A folder mounted at another place shows the device it is on; the folder is found through the place where the whole device is mounted.</summary>
    private static string SourceOf(Entry entry, List<Entry> entries)
    {
        if (entry.Root == "/" || !entry.Source.StartsWith('/') || entries.Find(other => other.Device == entry.Device && other.Root == "/" && other != entry) is not { } whole)
        {
            return entry.Root == "/" ? entry.Source : entry.Source.StartsWith('/') || entry.Source is "overlay" or "tmpfs" ? entry.Root : entry.Source;
        }

        return (whole.Point == "/" ? "" : whole.Point) + entry.Root;
    }

    private sealed record Entry(string Device, string Root, string Point, string Options, string FsType, string Source)
    {
        public static Entry? Parse(string line)
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            return dash < 6 || fields.Length < dash + 3 ? null : new Entry(fields[2], Unescape(fields[3]), Unescape(fields[4]), fields[5], fields[dash + 1], Unescape(fields[dash + 2]));
        }
    }
}
