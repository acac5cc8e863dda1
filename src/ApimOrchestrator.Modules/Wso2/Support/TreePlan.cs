using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Compares two trees and says what has to change, in an order that works: what is in the way goes first, folders come before what lies in them, the marker comes last.</summary>
/// <param name="wish">What was asked for.</param>
/// <param name="src">The folder the wished tree was seen in.</param>
/// <param name="source">The wished tree.</param>
/// <param name="present">The tree that is there.</param>
internal sealed class TreePlan(TreeCopy wish, HostPath src, IReadOnlyDictionary<HostPath, PathState> source, IReadOnlyDictionary<HostPath, PathState> present)
{
    private static readonly PathState Absent = new PathState.Absent();

    public IReadOnlyList<PathChange> Changes()
    {
        var obstacles = new List<PathChange>();
        var changes = new List<PathChange>();
        foreach (var (from, state) in source.Where(entry => entry.Value is not PathState.Other).OrderBy(entry => entry.Key))
        {
            var path = Target(from);
            var before = present.GetValueOrDefault(path, Absent);
            if (wish.OnlyMissing && before is not PathState.Absent)
            {
                continue;
            }

            if (before is not PathState.Absent && before.Kind != state.Kind)
            {
                obstacles.Add(new PathChange(path, before, Absent));
                before = Absent;
            }

            changes.Add(new PathChange(path, before, Wished(state)));
        }

        var all = obstacles.Concat(Extra()).Concat(changes).Where(change => !change.IsNone).ToList();
        return wish.Creates is { } marker ? [.. all.Where(change => change.Path != marker), .. all.Where(change => change.Path == marker)] : all;
    }

    private HostPath Target(HostPath from) => from == src ? wish.Dest : wish.Dest.Combine(Relative(from, src));

    private PathState Wished(PathState state) => state switch
    {
        PathState.File file => file with { Mode = wish.FileMode?.Resolve(file.Mode, isFolder: false) ?? file.Mode, Owner = wish.Owner ?? file.Owner, Group = wish.Group ?? file.Group, Metadata = null },
        PathState.Folder folder => folder with { Mode = wish.DirectoryMode?.Resolve(folder.Mode, isFolder: true) ?? folder.Mode, Owner = wish.Owner ?? folder.Owner, Group = wish.Group ?? folder.Group, Metadata = null },
        PathState.Link link => link with { Owner = wish.Owner ?? link.Owner, Group = wish.Group ?? link.Group, Metadata = null },
        _ => state,
    };

    // A folder goes with all that lies in it, unless something in it has to stay.
    private IEnumerable<PathChange> Extra()
    {
        if (!wish.Delete)
        {
            yield break;
        }

        var wished = source.Keys.Select(Target).ToHashSet();
        var kept = present.Keys.Where(path => wished.Contains(path) || PathPatterns.Cover(wish.Protect, Relative(path, wish.Dest))).ToList();
        var stay = kept.SelectMany(WithParents).ToHashSet();
        var gone = new HashSet<HostPath>();
        foreach (var (path, state) in present.OrderBy(entry => entry.Key))
        {
            if (!stay.Contains(path) && gone.Add(path) && !gone.Contains(path.Parent))
            {
                yield return new PathChange(path, state, Absent);
            }
        }
    }

    private static string Relative(HostPath path, HostPath folder) => path == folder ? "" : path.Text[(folder.Text.Length + (folder == HostPath.Root ? 0 : 1))..];

    private static IEnumerable<HostPath> WithParents(HostPath path)
    {
        for (; path != HostPath.Root; path = path.Parent)
        {
            yield return path;
        }
    }
}
