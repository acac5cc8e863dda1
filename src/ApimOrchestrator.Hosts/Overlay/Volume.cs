using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>What a run would have changed on one file system, by path within it. Hosts that mount the same share hold the same volume, so that what one writes there the other finds.</summary>
internal sealed class Volume
{
    private readonly SortedDictionary<HostPath, Node> _nodes = [];

    /// <summary>Whether nothing was changed here.</summary>
    public bool IsUntouched => _nodes.Count == 0;

    /// <summary>What stands at a path as far as the run decides it; null where it is for the real file system to say.</summary>
    public PathState? Find(HostPath path)
    {
        if (_nodes.TryGetValue(path, out var node))
        {
            return node.State;
        }

        for (var above = path; above != HostPath.Root;)
        {
            above = above.Parent;
            if (_nodes.TryGetValue(above, out node) && (node.IsNew || node.State is not PathState.Folder))
            {
                return new PathState.Absent();
            }
        }

        return null;
    }

    /// <summary>Whether nothing of the real file system shows below a path.</summary>
    public bool HidesBelow(HostPath path)
    {
        for (var at = path; ; at = at.Parent)
        {
            if (_nodes.TryGetValue(at, out var node) && (node.IsNew || node.State is not PathState.Folder))
            {
                return true;
            }

            if (at == HostPath.Root)
            {
                return false;
            }
        }
    }

    /// <summary>Everything the run put at a path or below it.</summary>
    public IReadOnlyList<(HostPath Path, PathState State)> Within(HostPath folder) =>
        [.. _nodes.Where(pair => pair.Key.IsWithin(folder)).Select(pair => (pair.Key, pair.Value.State))];

    /// <summary>Puts a state at a path. A folder where none was is empty; what is no folder has nothing below it.</summary>
    /// <param name="path">The path within the volume.</param>
    /// <param name="wasFolder">Whether a folder stood there before.</param>
    /// <param name="state">The state.</param>
    public void Put(HostPath path, bool wasFolder, PathState state)
    {
        var staysFolder = wasFolder && state is PathState.Folder;
        if (!staysFolder)
        {
            foreach (var below in _nodes.Keys.Where(known => known != path && known.IsWithin(path)).ToList())
            {
                _nodes.Remove(below);
            }
        }

        var isNew = state is PathState.Folder && (!staysFolder || (_nodes.TryGetValue(path, out var node) && node.IsNew));
        _nodes[path] = new Node(state, isNew);
    }

    private sealed record Node(PathState State, bool IsNew);
}
