namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>Kinds of faults.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks between two requests.</summary>
    Cut,

    /// <summary>It breaks in the middle of a request.</summary>
    CutInRequest,

    /// <summary>The agent is killed between two requests.</summary>
    Kill,

    /// <summary>The agent is killed when half a request has come.</summary>
    KillInRequest,

    /// <summary>The connection breaks in the middle of an answer.</summary>
    CutAnswer,

    /// <summary>From some byte on the host answers garbage.</summary>
    Garbage,

    /// <summary>The connection stays and nothing comes any more.</summary>
    Hang,
}
