namespace ApimOrchestrator.Core.Hosts;

/// <summary>A host cannot be brought where the task wants it. Only that task on that host fails.</summary>
/// <param name="message">What failed and why, for people: one or a few lines.</param>
public sealed class TaskFailedException(string message) : Exception(message)
{
    /// <summary>What was being changed or looked at; null where the message says it.</summary>
    public string? Subject { get; init; }

    /// <summary>The program's exit code and outputs, where one failed.</summary>
    public CommandResult? Result { get; init; }

    /// <summary>What <c>register</c> gets besides the message: values of the module's answer that are known though it failed.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();
}
