using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>The file system of a host in memory: inodes, links, mounts, and the refusals of a real one.</summary>
internal sealed class MemoryFiles
{
    public MemoryNode Root { get; } = MemoryNode.NewFolder(1);

    private long _inodes = 1;

    /// <summary>The inode at a path, or null.</summary>
    public MemoryNode? Find(HostPath path, bool follow, int links = 0)
    {
        var at = Root.Top;
        var parts = path.Text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (at.State is not PathState.Folder || !at.Children.TryGetValue(parts[i], out var next))
            {
                return null;
            }

            next = next.Top;
            var isLast = i == parts.Length - 1;
            if (next.State is PathState.Link link && (!isLast || follow))
            {
                if (links > 40)
                {
                    throw new TaskFailedException($"{path}: too many levels of symbolic links");
                }

                var here = CanonicalOf("/" + string.Join('/', parts[..i]));
                return Find(HostPath.Parse(string.Join('/', [link.Target.StartsWith('/') ? link.Target : $"{here}/{link.Target}", .. parts[(i + 1)..]])), follow, links + 1);
            }

            at = next;
        }

        return at;
    }

    public PathState StateOf(HostPath path, PathDetail detail, bool follow = false) => Find(path, follow)?.Seen(detail) ?? new PathState.Absent();

    public IReadOnlyDictionary<HostPath, PathState> Tree(TreeLook look)
    {
        var found = new SortedDictionary<HostPath, PathState>();
        if (Find(look.Path, follow: false) is { State: PathState.Folder } folder)
        {
            Walk(folder, look.Path, [], look, found);
        }

        if (look.Twin is { } twin)
        {
            foreach (var path in found.Keys.Select(path => twin.Combine("." + path.Text[look.Path.Text.Length..])).ToList())
            {
                if (StateOf(path, look.Detail) is var state and not PathState.Absent)
                {
                    found[path] = state;
                }
            }
        }

        return found;
    }

    /// <summary>Puts a state at a path without asking; parents come by themselves.</summary>
    public void Place(HostPath path, PathState state)
    {
        var parent = Root;
        foreach (var part in path.Parent.Text.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            parent = parent.Children.TryGetValue(part, out var next) ? next : parent.Children[part] = MemoryNode.NewFolder(++_inodes);
        }

        parent.Children.TryGetValue(path.Name, out var old);
        parent.Children.Remove(path.Name);
        if (state is not PathState.Absent)
        {
            parent.Children[path.Name] = new MemoryNode(state, ++_inodes, state is PathState.File file ? BytesOf(file.Content) : null)
            {
                Children = state is PathState.Folder && old is not null ? old.Children : new(StringComparer.Ordinal),
            };
        }
    }

    /// <summary>Makes a change as the agent would.</summary>
    public void Put(PathChange change)
    {
        var parent = Find(change.Path.Parent, follow: true) ?? throw new TaskFailedException($"{change.Path}: no such folder {change.Path.Parent}");
        if (parent.State is not PathState.Folder)
        {
            throw new TaskFailedException($"{change.Path}: {change.Path.Parent} is not a folder");
        }

        parent.Children.TryGetValue(change.Path.Name, out var node);
        var present = node?.Top.Seen(PathDetail.Hash) ?? new PathState.Absent();
        if (change.After is PathState.Other || present is PathState.Other)
        {
            throw new TaskFailedException($"{change.Path}: devices are not touched");
        }

        var before = change.Before is PathState.File { Content.Sha256: null } file && present is PathState.File now ? file with { Content = now.Content } : change.Before;
        if (!before.SameAs(present))
        {
            throw new TaskFailedException($"{change.Path}: is {present}, not {change.Before}");
        }

        if (node is { Mounted.Count: > 0 } && change.After is not PathState.Folder)
        {
            throw new TaskFailedException($"{change.Path}: busy");
        }

        Replace(parent, change, node);
    }

    private void Replace(MemoryNode parent, PathChange change, MemoryNode? node)
    {
        if (change.After is PathState.Absent)
        {
            parent.Children.Remove(change.Path.Name);
        }
        else if (change.After is PathState.Folder && node?.Top is { State: PathState.Folder } folder)
        {
            folder.State = change.After;
        }
        else
        {
            var keepsBytes = change is { After: PathState.File after, Before: PathState.File before } && ReferenceEquals(after.Content, before.Content);
            var bytes = keepsBytes ? node!.Bytes : change.After is PathState.File file ? BytesOf(file.Content) : null;
            parent.Children[change.Path.Name] = new MemoryNode(change.After, ++_inodes, bytes);
        }
    }

    private static byte[] BytesOf(Content content)
    {
        var read = content.ReadAsync(CancellationToken.None);
        return read.IsCompleted ? read.GetAwaiter().GetResult() : throw new InvalidOperationException("contents in tests are in memory");
    }

    private static void Walk(MemoryNode node, HostPath path, string[] relative, TreeLook look, SortedDictionary<HostPath, PathState> found)
    {
        found[path] = node.Seen(look.Detail == PathDetail.Attributes ? PathDetail.Attributes : PathDetail.Hash);
        if (look.Depth is { } depth && relative.Length >= depth)
        {
            return;
        }

        foreach (var (name, child) in node.Children)
        {
            string[] below = [.. relative, name];
            if (!look.Exclude.Any(pattern => System.Text.RegularExpressions.Regex.IsMatch(string.Join('/', below), $"^{System.Text.RegularExpressions.Regex.Escape(pattern).Replace("\\*", "[^/]*", StringComparison.Ordinal)}$")))
            {
                Walk(child.Top, path.Combine(name), below, look, found);
            }
        }
    }

    public string CanonicalOf(string path)
    {
        var canonical = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            canonical = $"{canonical}/{part}";
            for (var hops = 0; hops < 40 && Find(HostPath.Parse(canonical), follow: false)?.State is PathState.Link link; hops++)
            {
                canonical = link.Target.StartsWith('/') ? HostPath.Parse(link.Target).Text : HostPath.Parse(canonical).Parent.Combine(link.Target).Text;
                canonical = CanonicalOf(canonical);
            }
        }

        return canonical.Length == 0 ? "/" : canonical;
    }
}
