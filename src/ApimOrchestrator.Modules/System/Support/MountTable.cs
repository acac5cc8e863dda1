using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What the kernel says is mounted where: <c>/proc/self/mountinfo</c> (proc(5)).</summary>
internal static class MountTable
{
    /// <summary>Looks what is mounted at a path, without touching the path.</summary>
    public static CommandLook<MountState?> Look(HostPath path) =>
        new(new Subject("mount", path.Text), new Command("cat", "/proc/self/mountinfo"), result => Find(result, path));

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

    private static MountState? Find(CommandResult result, HostPath path)
    {
        if (result.ExitCode != 0)
        {
            throw new TaskFailedException("the host does not tell what is mounted") { Result = result };
        }

        var entries = result.Output.Split('\n').Select(Entry.Parse).OfType<Entry>().ToList();
        return entries.FindLast(entry => entry.Point == path.Text) is { } found ? new MountState(SourceOf(found, entries), found.FsType, found.Options) : null;
    }

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
