using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Journal;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>Several hosts in memory and the shares they can mount.</summary>
public sealed class MemoryLab
{
    private readonly Dictionary<string, MemoryMachine> _machines = [];
    private readonly Dictionary<string, MemoryNode> _shares = [];
    private readonly List<(MemoryMachine Machine, string Source, HostPath Point)> _mounts = [];

    /// <summary>The machines by inventory name.</summary>
    public IReadOnlyDictionary<string, MemoryMachine> Machines => _machines;

    /// <summary>What hosts keep of a run; null for nothing.</summary>
    public HostJournal? Journal { get; set; }

    /// <summary>Adds a host and answers it as root.</summary>
    public IHost Add(string name, HostCase host)
    {
        _machines[name] = new MemoryMachine(name, host, this);
        return Host(name, host.User);
    }

    /// <summary>A host as a user.</summary>
    public IHost Host(string name, string user = "root") =>
        _machines.TryGetValue(name, out var machine) ? Journaled(machine, user) : throw new TaskFailedException($"there is no host '{name}'");

    /// <summary>Offers an empty folder to be mounted.</summary>
    public void Offer(string source) => _shares[source] = MemoryNode.NewFolder(1);

    /// <summary>Offers a machine's own folder to be mounted.</summary>
    public void Offer(string source, string server, HostPath path) => _shares[source] = _machines[server].Files.Find(path, follow: true)!;

    private IHost Journaled(MemoryMachine machine, string user)
    {
        if (Journal is null)
        {
            return new MemoryHost(machine, user);
        }

        var keeper = new JournalKeeper(Journal);
        return new JournalingHost(new MemoryHost(machine, user) { Journal = keeper.Keep }, keeper);
    }

    internal IEnumerable<(string Source, HostPath Point)> MountsOf(MemoryMachine machine) =>
        _mounts.Where(mount => mount.Machine == machine).Select(mount => (mount.Source, mount.Point));

    public CommandResult Mount(MemoryMachine machine, string source, HostPath point)
    {
        if (!_shares.TryGetValue(source, out var share) || machine.Files.Find(point, follow: true) is not { State: PathState.Folder })
        {
            return new CommandResult(32, "", $"mount: cannot mount {source} on {point}\n");
        }

        var parent = machine.Files.Find(point.Parent, follow: true)!;
        parent.Children[point.Name].Mounted.Push((source, share));
        _mounts.Add((machine, source, point));
        return new CommandResult(0, "", "");
    }

    public CommandResult Unmount(MemoryMachine machine, HostPath point)
    {
        var parent = machine.Files.Find(point.Parent, follow: true)!;
        parent.Children[point.Name].Mounted.Pop();
        _mounts.RemoveAll(mount => mount.Machine == machine && mount.Point == point);
        return new CommandResult(0, "", "");
    }
}
