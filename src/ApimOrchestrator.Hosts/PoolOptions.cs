using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Journal;
using ApimOrchestrator.Hosts.Ssh;

namespace ApimOrchestrator.Hosts;

/// <summary>How a run's hosts are handed out.</summary>
public sealed record PoolOptions
{
    /// <summary>Whether hosts are pretended unless a task asks for the real one.</summary>
    public bool Pretends { get; init; }

    /// <summary>What is done about host keys.</summary>
    public HostKeyChecking HostKeyChecking { get; init; } = HostKeyChecking.Strict;

    /// <summary>Who runs, from where and since when: what a refused run is told.</summary>
    public string Holder { get; init; } = "";

    /// <summary>What is run, for people who find the journal on a host.</summary>
    public string Playbooks { get; init; } = "";

    /// <summary>The run's name; pre-images are kept under it. Empty where nothing is to be kept.</summary>
    public string Run { get; init; } = "";

    /// <summary>How many runs' journals stay on a host.</summary>
    public int KeptRuns { get; init; } = HostJournal.Kept;

    /// <summary>Asked before each change, with the task's place and the effects the change would have; throws <see cref="RunRefusedException"/> to have none of it. Null allows all.</summary>
    public Action<string, IReadOnlyList<Effect>>? Allow { get; init; }

    /// <summary>What is locked on each host: something every user there can read.</summary>
    public HostPath Lock { get; init; } = HostPath.Root;

    /// <summary>Where hosts keep journals, in place of each user's usual place; null for that.</summary>
    public HostPath? Home { get; init; }

    /// <summary>Makes the way to a host; null for SSH, or a process here where the host is this machine.</summary>
    public Func<ConnectionSettings, ITransport>? Transport { get; init; }

    /// <summary>How long a living host may leave a request unanswered, programs excepted.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many connections are made at a time.</summary>
    public int Forks { get; init; } = 5;

    /// <summary>The inventory name of the host with an address; null where there is none. Finds the host behind a network share.</summary>
    public Func<string, string?> NameOfAddress { get; init; } = static _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
