namespace ApimOrchestrator.Cli.Planning;

/// <summary>How a task would end on a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Place">Where the task stands.</param>
/// <param name="Outcome">The outcome's word in events.</param>
internal sealed record PlannedTask(string Host, string Place, string Outcome);
