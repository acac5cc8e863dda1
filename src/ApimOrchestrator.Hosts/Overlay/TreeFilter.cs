using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>Which entries below a folder a <see cref="TreeLook"/> asks for.</summary>
/// <param name="look">The look.</param>
internal sealed class TreeFilter(TreeLook look)
{
    private readonly List<string[]> _excluded = [.. look.Exclude.Select(pattern => pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Whether an entry is asked for.</summary>
    /// <param name="relative">Its path with the folder as the root.</param>
    public bool Takes(HostPath relative)
    {
        var parts = relative.Text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (look.Depth is not { } depth || parts.Length <= depth)
            && !_excluded.Any(pattern => pattern.Length > 0 && pattern.Length <= parts.Length && pattern.Zip(parts).All(pair => Fits(pair.First, pair.Second)));
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(name);
        }

        if (!name.StartsWith(pattern[..star]))
        {
            return false;
        }

        for (var from = star; from <= name.Length; from++)
        {
            if (Fits(pattern[(star + 1)..], name[from..]))
            {
                return true;
            }
        }

        return false;
    }
}
