namespace ApimOrchestrator.Core.Events;

/// <summary>How a task ended on a host.</summary>
public enum Outcome
{
    /// <summary>Nothing had to be changed.</summary>
    Ok,

    /// <summary>Something was changed.</summary>
    Changed,

    /// <summary>A condition, a tag or <c>creates</c> left it out.</summary>
    Skipped,

    /// <summary>The host could not be brought there.</summary>
    Failed,

    /// <summary>What it would do depends on something only the real run can know.</summary>
    Unknown,

    /// <summary>The host could not be reached or was lost.</summary>
    Unreachable,

    /// <summary>It failed and a rescue took over.</summary>
    Rescued,

    /// <summary>It failed and that was to be ignored.</summary>
    Ignored,
}
