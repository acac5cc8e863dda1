using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>What a host has mounted, from the kernel's table (format: fstab(5); blanks and backslashes in names are written as octal escapes).</summary>
internal static partial class MountTable
{
    /// <summary>The look: source and mount point of each mount, in the kernel's order.</summary>
    public static readonly CommandLook<IReadOnlyList<(string Source, HostPath Point)>> Look =
        new(new Subject("mounts", "all"), new Command("cat", "/proc/self/mounts"), static result => result.ExitCode == 0 ? Parse(result.Output) : []);

    private static List<(string Source, HostPath Point)> Parse(string table)
    {
        var mounts = new List<(string, HostPath)>();
        foreach (var line in table.Split('\n'))
        {
            if (line.Split(' ') is [var source, var point, ..] && HostPath.TryParse(Plain(point), out var path))
            {
                mounts.Add((Plain(source), path));
            }
        }

        return mounts;
    }

    private static string Plain(string text) => Escape().Replace(text, match => ((char)Convert.ToInt32(match.Value[1..], 8)).ToString());

    [GeneratedRegex(@"\\[0-7]{3}")]
    private static partial Regex Escape();
}
