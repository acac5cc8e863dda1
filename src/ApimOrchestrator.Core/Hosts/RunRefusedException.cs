namespace ApimOrchestrator.Core.Hosts;

/// <summary>A run must not begin, or not go on: the hosts are not free, or not as they were expected. Ends the run as a whole; exit code 5.</summary>
/// <param name="message">Why, for people: one or a few lines.</param>
public class RunRefusedException(string message) : Exception(message);
