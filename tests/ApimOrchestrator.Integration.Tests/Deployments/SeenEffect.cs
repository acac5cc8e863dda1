namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>An effect as the events tell it.</summary>
public sealed record SeenEffect(string Host, string Task, string Subject, string Kind, SeenState Before, SeenState After, string? Diff)
{
    /// <summary>What is compared by letter: where, which task, what.</summary>
    public override string ToString() => $"{Host}: {Task}: {Kind} {Subject}";
}
