namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>What the database remembers of a script.</summary>
/// <param name="Name">The script.</param>
/// <param name="Sha256">The SHA-256 it had.</param>
/// <param name="IsDone">Whether it ran to its end.</param>
internal sealed record ScriptRun(string Name, string Sha256, bool IsDone);
