using System.Collections.Concurrent;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>What a run knows: its inventory, its options that expressions can see, and what it has learnt of each host.</summary>
/// <param name="inventory">The hosts.</param>
/// <param name="extraVars">Variables of the command line, the strongest there are.</param>
public sealed class RunMemory(Inventory inventory, IReadOnlyDictionary<string, object?> extraVars)
{
    private readonly ConcurrentDictionary<string, HostMemory> _hosts = new();

    /// <summary>The hosts.</summary>
    public Inventory Inventory { get; } = inventory;

    /// <summary>Variables of the command line.</summary>
    public IReadOnlyDictionary<string, object?> ExtraVars { get; } = extraVars;

    /// <summary>Whether hosts are only looked at: <c>ansible_check_mode</c>.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether diffs are made: <c>ansible_diff_mode</c>.</summary>
    public bool IsDiff { get; init; }

    /// <summary>How many <c>-v</c> were given.</summary>
    public int Verbosity { get; init; }

    /// <summary>What is known of a host.</summary>
    /// <param name="host">Its inventory name.</param>
    public HostMemory Of(string host) => _hosts.GetOrAdd(host, static name => new HostMemory(name));
}
