namespace ApimOrchestrator.Core.Playbooks;

/// <summary>What <c>meta</c> can do.</summary>
public enum MetaKind
{
    /// <summary>Nothing.</summary>
    Noop,

    /// <summary>Runs the notified handlers now.</summary>
    FlushHandlers,

    /// <summary>Ends the play for all hosts, without a failure.</summary>
    EndPlay,

    /// <summary>Ends the play for the hosts of this batch (<c>serial</c>); the next batch begins.</summary>
    EndBatch,

    /// <summary>Ends the play for this host, without a failure.</summary>
    EndHost,

    /// <summary>Forgets the host's facts.</summary>
    ClearFacts,
}
