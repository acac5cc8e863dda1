namespace ApimOrchestrator.Core.Hosts;

/// <summary>What a task asks for cannot be known before the run has really happened. The task's outcome is then unknown, not failed.</summary>
/// <param name="why">What it depends on, for people.</param>
public sealed class UnknownStateException(string why) : Exception($"unknown: depends on {why}")
{
    /// <summary>What it depends on.</summary>
    public string Why { get; } = why;
}
