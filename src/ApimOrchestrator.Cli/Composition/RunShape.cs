using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>What kind of run a command makes.</summary>
internal sealed record RunShape
{
    /// <summary>Whether hosts are only looked at.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether changes are shown line by line.</summary>
    public bool IsDiff { get; init; }

    /// <summary>Whether the control machine keeps its events.</summary>
    public bool IsJournaled { get; init; }

    /// <summary>Whether nothing is shown while it goes on.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What is done, for people, where it is no playbook: nothing is then kept on the hosts; null for playbooks.</summary>
    public string? Purpose { get; init; }

    /// <summary>Who else is told what happens.</summary>
    public IReadOnlyList<IEventSink> Sinks { get; init; } = [];

    /// <summary>Makes, from the run's secrets, what is asked before each change; null allows all.</summary>
    public Func<SecretMask, Action<string, IReadOnlyList<Effect>>>? Allow { get; init; }
}
