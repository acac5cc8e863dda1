namespace ApimOrchestrator.Core.Events;

/// <summary>What a reader sees of any change on a host.</summary>
/// <param name="Subject">What was changed: a path, or a subject's name.</param>
/// <param name="Kind"><c>path</c>, or the subject's kind (<c>user mount server command</c> …).</param>
/// <param name="Before">The state before.</param>
/// <param name="After">The state afterwards.</param>
/// <param name="Diff">A unified diff, or null where none was asked for or none can be shown.</param>
public sealed record Effect(string Subject, string Kind, EffectState Before, EffectState After, string? Diff)
{
    /// <summary>The host the change is on.</summary>
    public string Host { get; init; } = "";

    /// <summary>Whether <c>undo</c> can take it back.</summary>
    public bool CanUndo { get; init; } = true;
}
