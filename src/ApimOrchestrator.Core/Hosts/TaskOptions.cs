namespace ApimOrchestrator.Core.Hosts;

/// <summary>What a task asks of the host it is given.</summary>
public sealed record TaskOptions
{
    /// <summary>True to pretend, false to be real, null for the run's own way (<c>check_mode</c>).</summary>
    public bool? Pretend { get; init; }

    /// <summary>Whether effects carry diffs.</summary>
    public bool Diff { get; init; }

    /// <summary>Where the task stands, as its report says it; empty where there is no task.</summary>
    public string Place { get; init; } = "";

    /// <summary>Added to the environment of every command.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How to reach the other hosts a module may ask for, by inventory name; answers null for an unknown one.</summary>
    public Func<string, ConnectionSettings?> Peer { get; init; } = static _ => null;

    /// <summary>Told what the task waits for, now and then, while it waits.</summary>
    public Action<string> Waiting { get; init; } = static _ => { };
}
