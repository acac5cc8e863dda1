using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Core.Running;

/// <summary>Counts a run's events per host, as the recap shows them.</summary>
public sealed class Recap : IEventSink
{
    private readonly List<HostRecap> _hosts = [];

    /// <summary>The sums in the order of the hosts' first appearance.</summary>
    public IReadOnlyList<HostRecap> Hosts => _hosts;

    /// <summary>Whether any effect or unknown outcome was seen.</summary>
    public bool HasChanges => _hosts.Any(host => host.Changed > 0 || host.Unknown > 0);

    /// <summary>0 where nothing failed, 2 where a task failed, 4 where a host was out of reach.</summary>
    public int ExitCode => _hosts.Any(host => host.Failed > 0) ? 2 : _hosts.Any(host => host.Unreachable > 0) ? 4 : 0;

    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        if (happened is not RunEvent.TaskFinished { Host: var name, Result.Outcome: var outcome })
        {
            return;
        }

        var index = _hosts.FindIndex(host => host.Host == name);
        if (index < 0)
        {
            _hosts.Add(new HostRecap(name).With(outcome));
        }
        else
        {
            _hosts[index] = _hosts[index].With(outcome);
        }
    }
}
