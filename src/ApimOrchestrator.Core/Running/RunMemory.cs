using System.Collections.Concurrent;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>What a run knows: its inventory, its options that expressions can see, and what it has learnt of each host.</summary>
/// <param name="inventory">The hosts.</param>
/// <param name="extraVars">Variables of the command line, the strongest there are.</param>
public sealed class RunMemory(Inventory inventory, IReadOnlyDictionary<string, object?> extraVars)
{
    private readonly ConcurrentDictionary<string, HostMemory> _hosts = new();
    private readonly Lock _gate = new();
    private Inventory _inventory = inventory;

    /// <summary>The hosts there are at this point of the run.</summary>
    public Inventory Inventory => Volatile.Read(ref _inventory);

    /// <summary>Variables of the command line.</summary>
    public IReadOnlyDictionary<string, object?> ExtraVars { get; } = extraVars;

    /// <summary>Whether hosts are only looked at: <c>ansible_check_mode</c>.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether diffs are made: <c>ansible_diff_mode</c>.</summary>
    public bool IsDiff { get; init; }

    /// <summary>Which tasks run: <c>ansible_run_tags</c>, <c>ansible_skip_tags</c>.</summary>
    public TagFilter Tags { get; init; } = new([], []);

    /// <summary>How many hosts are worked on at a time: <c>ansible_forks</c>.</summary>
    public int Forks { get; init; } = 5;

    /// <summary>How many <c>-v</c> were given.</summary>
    public int Verbosity { get; init; }

    /// <summary>Gives the run another inventory.</summary>
    /// <param name="change">Makes it from the present one; answers the same one where there is nothing to change.</param>
    /// <returns>Whether it is another.</returns>
    public bool Extend(Func<Inventory, Inventory> change)
    {
        lock (_gate)
        {
            var before = _inventory;
            Volatile.Write(ref _inventory, change(before));
            return !ReferenceEquals(before, _inventory);
        }
    }

    /// <summary>What is known of a host.</summary>
    /// <param name="host">Its inventory name.</param>
    public HostMemory Of(string host) => _hosts.GetOrAdd(host, static name => new HostMemory(name));
}
