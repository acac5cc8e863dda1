namespace ApimOrchestrator.Cli.Planning;

/// <summary>What a run that only looked has foretold: what was to be changed on which host, and what that was made from. docs/plans.md describes the file.</summary>
internal sealed record Plan
{
    /// <summary>The file format's number.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The program's version that made it.</summary>
    public required string Version { get; init; }

    /// <summary>Who made it, where and when.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The words of the command line that it needs again: playbooks and options, no values of variables.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Random bytes that go into hashes of what may be secret.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>What it was made from.</summary>
    public required IReadOnlyList<PlanInput> Inputs { get; init; }

    /// <summary>How the tasks would end.</summary>
    public required IReadOnlyList<PlannedTask> Tasks { get; init; }

    /// <summary>The changes, in order.</summary>
    public required IReadOnlyList<PlannedEffect> Effects { get; init; }
}
