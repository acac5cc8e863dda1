namespace ApimOrchestrator.Core.Modules;

/// <summary>What is known of one argument.</summary>
/// <param name="Name">Its name in playbooks.</param>
/// <param name="Description">What it is.</param>
/// <param name="Type">What it may hold.</param>
public sealed record ArgumentContract(string Name, string Description, ArgumentType Type)
{
    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The default as the documentation shows it; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it takes the short form's free text.</summary>
    public bool IsFreeForm { get; init; }

    /// <summary>Whether it takes all arguments that are not named.</summary>
    public bool TakesRest { get; init; }

    /// <summary>Whether a name is this argument's.</summary>
    /// <param name="name">As written in a playbook.</param>
    public bool Answers(string name) => !TakesRest && (name == Name || Aliases.Contains(name));
}
