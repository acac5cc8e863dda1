using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>What the command line says about a run.</summary>
public sealed record RunOptions
{
    /// <summary>How many hosts are worked on at a time (<c>-f</c>).</summary>
    public int Forks { get; init; } = 5;

    /// <summary>Only these hosts (<c>-l</c>); null for all.</summary>
    public IReadOnlySet<string>? Limit { get; init; }

    /// <summary>Which tasks run (<c>--tags</c>, <c>--skip-tags</c>).</summary>
    public TagFilter Tags { get; init; } = new([], []);

    /// <summary>The name of the task to begin with (<c>--start-at-task</c>; <c>*</c> matches any text); null for the first.</summary>
    public string? StartAtTask { get; init; }

    /// <summary>Whether notified handlers run though a host failed.</summary>
    public bool ForceHandlers { get; init; }

    /// <summary>The connection's defaults: <c>-u</c>, <c>-k</c>, <c>--private-key</c>, <c>-T</c>; name and address are not looked at.</summary>
    public ConnectionSettings Connection { get; init; } = new("", "");

    /// <summary>Whether tasks become another user unless they say otherwise (<c>-b</c>).</summary>
    public bool Become { get; init; }

    /// <summary>Whom to become (<c>--become-user</c>).</summary>
    public string BecomeUser { get; init; } = "root";

    /// <summary>The password for becoming (<c>-K</c>); null for none.</summary>
    public Secret? BecomePassword { get; init; }

    /// <summary>The run's name in the journal.</summary>
    public string Run { get; init; } = "";

    /// <summary>The program's version, for the first event.</summary>
    public string Version { get; init; } = "";

    /// <summary>Asks the person at the terminal in the middle of the run: what is asked, and whether what is typed is shown. Answers null where there is no terminal.</summary>
    public Func<string, bool, string?> Prompt { get; init; } = static (_, _) => null;

    /// <summary>Whether each task is asked about before it runs (<c>--step</c>).</summary>
    public bool IsStep { get; init; }
}
