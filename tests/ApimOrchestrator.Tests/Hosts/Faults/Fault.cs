namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>What goes wrong with a connection, once.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When: before which write to the agent, counted from 0, or after how many bytes of its answers.</param>
public sealed record Fault(FaultKind Kind, long At)
{
    /// <summary>Whether it is counted in bytes of answers.</summary>
    public bool IsInAnswers => Kind is FaultKind.CutAnswer or FaultKind.Garbage;
}
