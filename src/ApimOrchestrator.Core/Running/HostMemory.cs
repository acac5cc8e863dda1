using System.Collections.Concurrent;

namespace ApimOrchestrator.Core.Running;

/// <summary>What a run has learnt of a host: the variables that come into being while it runs. Values are evaluated already and never templates.</summary>
/// <param name="host">The host's inventory name.</param>
public sealed class HostMemory(string host)
{
    /// <summary>The host's inventory name.</summary>
    public string Host { get; } = host;

    /// <summary>Gathered facts under their <c>ansible_</c> names without that prefix (<c>hostname</c>, <c>os_family</c> …): <c>ansible_facts</c>.</summary>
    public ConcurrentDictionary<string, object?> Facts { get; } = new();

    /// <summary>Variables read by <c>include_vars</c>.</summary>
    public ConcurrentDictionary<string, object?> Included { get; } = new();

    /// <summary>Registered answers and variables set by <c>set_fact</c>.</summary>
    public ConcurrentDictionary<string, object?> Assigned { get; } = new();
}
