namespace ApimOrchestrator.Cli.Planning;

/// <summary>Something a plan was made from.</summary>
/// <param name="Kind"><c>file</c>, <c>variable</c> (of the command line) or <c>option</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hash">What tells whether it has changed; where it may be secret, slow to guess.</param>
internal sealed record PlanInput(string Kind, string Name, string Hash);
