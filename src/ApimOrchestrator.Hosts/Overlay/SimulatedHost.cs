using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>One host as a run would have left it so far: its file systems, and every other subject that would be different. The same for every user of the host.</summary>
internal sealed class SimulatedHost
{
    private readonly List<Mount> _mounts;

    public SimulatedHost(string name, SimulatedWorld world)
    {
        (Name, World) = (name, world);
        _mounts = [new Mount(HostPath.Root, Root, HostPath.Root)];
    }

    public string Name { get; }

    public SimulatedWorld World { get; }

    /// <summary>The real host, once a task has asked for it.</summary>
    public IHost? Live { get; set; }

    /// <summary>The host's own file systems as one.</summary>
    public Volume Root { get; } = new();

    /// <summary>States of subjects that were changed.</summary>
    public Dictionary<Subject, object?> Subjects { get; } = [];

    /// <summary>Users that are only going to be made.</summary>
    public HashSet<string> NewUsers { get; } = [];

    /// <summary>What packages that would be installed may bring.</summary>
    public NewPackages NewPackages { get; } = new();

    /// <summary>Real folders and links met on the way to other paths; a run that only looks may remember them.</summary>
    public Dictionary<HostPath, PathState> Way { get; } = [];

    /// <summary>The looks for users and groups, one each, so that a call asks each once.</summary>
    public Dictionary<Subject, Look> AccountLooks { get; } = [];

    /// <summary>Whether the host's real mounts of network shares are among <see cref="Mounts"/>.</summary>
    public bool KnowsLiveMounts { get; set; }

    /// <summary>What shows where; a later one covers an earlier one at the same point.</summary>
    public IReadOnlyList<Mount> Mounts => _mounts;

    /// <summary>The file system a path without links lies on.</summary>
    public Mount MountOf(HostPath canonical)
    {
        var found = _mounts[0];
        foreach (var mount in _mounts)
        {
            if (canonical.IsWithin(mount.Point) && mount.Point.Text.Length >= found.Point.Text.Length)
            {
                found = mount;
            }
        }

        return found;
    }

    /// <summary>Lets a volume show at a point.</summary>
    public void Add(Mount mount)
    {
        _mounts.RemoveAll(other => other.Point == mount.Point && other.Point != HostPath.Root);
        _mounts.Add(mount);
    }

    /// <summary>Takes away what would have been mounted at a point.</summary>
    /// <returns>Whether something was.</returns>
    public bool RemoveSimulated(HostPath point) => _mounts.RemoveAll(mount => mount.Point == point && mount.IsSimulated) > 0;

    /// <summary>Whether a subject's state is decided by the run, here or, for what is reached through the network, on any host.</summary>
    public bool TryFind(Subject subject, out object? state) => Subjects.TryGetValue(subject, out state) || World.TryFindShared(subject, out state);
}
