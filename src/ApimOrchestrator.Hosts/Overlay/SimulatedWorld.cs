using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>All hosts as a dry run would have left them so far. Carries the simulated state from task to task and, through shared storage, from host to host. Safe for several hosts at once.</summary>
/// <param name="nameOfAddress">The inventory name of the host with an address, or null where the inventory has none; finds the host behind a network share.</param>
public sealed class SimulatedWorld(Func<string, string?>? nameOfAddress = null)
{
    private static readonly string[] NetworkKinds = ["port", "url", "tls", "database"];

    private readonly Dictionary<string, SimulatedHost> _hosts = [];
    private readonly Dictionary<string, Volume> _shares = [];

    internal Lock Gate { get; } = new();

    /// <summary>Whether any task so far would have changed anything.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>A host as the run would have left it so far. What it is asked it answers from its changes or by looking at the real host, which it never changes.</summary>
    /// <param name="live">The real host; only looked at.</param>
    public IHost Over(IHost live) => new DryRunHost(live, Known(live), newUser: null);

    /// <summary>A host seen by a user whom only the run itself would make.</summary>
    /// <param name="live">The real host as a user who may look at everything.</param>
    /// <param name="user">The user's name.</param>
    public IHost Over(IHost live, string user) => new DryRunHost(live, Known(live), newUser: user);

    /// <summary>Whether a user is not on the real host but would have been made by the run.</summary>
    /// <param name="host">The host's inventory name.</param>
    /// <param name="user">The user's name.</param>
    public bool WouldMake(string host, string user)
    {
        lock (Gate)
        {
            return _hosts.TryGetValue(host, out var found) && found.NewUsers.Contains(user);
        }
    }

    internal string? NameOf(string address) => nameOfAddress?.Invoke(address);

    internal SimulatedHost Host(string name)
    {
        lock (Gate)
        {
            return _hosts.TryGetValue(name, out var host) ? host : _hosts[name] = new SimulatedHost(name, this);
        }
    }

    internal IEnumerable<SimulatedHost> Hosts => _hosts.Values;

    internal Volume Share(string server) => _shares.TryGetValue(server, out var volume) ? volume : _shares[server] = new Volume();

    internal Mount? RealMountOf(Volume volume, Core.Values.HostPath inner) =>
        _hosts.Values.SelectMany(host => host.Mounts).FirstOrDefault(mount => !mount.IsSimulated && mount.Volume == volume && mount.Live is not null && inner.IsWithin(mount.Inner));

    internal void Changed() => HasChanges = true;

    private SimulatedHost Known(IHost live)
    {
        var host = Host(live.Name);
        host.Live ??= live;
        return host;
    }

    internal bool TryFindShared(Subject subject, out object? state)
    {
        state = null;
        if (!NetworkKinds.Contains(subject.Kind))
        {
            return false;
        }

        foreach (var host in _hosts.Values)
        {
            if (host.Subjects.TryGetValue(subject, out state))
            {
                return true;
            }
        }

        return false;
    }
}
