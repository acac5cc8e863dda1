using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Core.Running;

/// <summary>Counts a run's events per host, as the recap shows them.</summary>
public sealed class Recap : IEventSink
{
    private readonly SortedDictionary<string, HostRecap> _hosts = new(StringComparer.Ordinal);

    /// <summary>The sums by the hosts' names.</summary>
    public IReadOnlyList<HostRecap> Hosts => [.. _hosts.Values];

    /// <summary>Whether any effect or unknown outcome was seen.</summary>
    public bool HasChanges => _hosts.Values.Any(host => host.Changed > 0 || host.Unknown > 0);

    /// <summary>0 where nothing failed, 2 where a task failed, 4 where a host was out of reach, failures or not.</summary>
    public int ExitCode => _hosts.Values.Any(host => host.Unreachable > 0) ? 4 : _hosts.Values.Any(host => host.Failed > 0) ? 2 : 0;

    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        if (happened is RunEvent.TaskFinished { Host: var name, Result: var task })
        {
            _hosts[name] = (_hosts.GetValueOrDefault(name) ?? new HostRecap(name)).With(task);
        }
    }
}
