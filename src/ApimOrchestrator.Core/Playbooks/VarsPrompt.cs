namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A variable people are asked for before a play.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="IsPrivate">Whether what is typed is hidden and kept secret.</param>
/// <param name="Default">What an empty answer means; null for none.</param>
public sealed record VarsPrompt(string Name, string Prompt, bool IsPrivate, string? Default)
{
    /// <summary>Whether it is asked for twice, until both answers are the same.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The hash the variable gets in place of the answer; null for the answer itself.</summary>
    public PromptHash? Hash { get; init; }
}
