namespace ApimOrchestrator.Cli.Reporting;

/// <summary>What a piece of output is, and so how it is coloured.</summary>
public enum Colour
{
    /// <summary>Nothing had to be changed.</summary>
    Ok,

    /// <summary>Something was or would be changed.</summary>
    Changed,

    /// <summary>Something failed.</summary>
    Failed,

    /// <summary>Something was left out.</summary>
    Skipped,

    /// <summary>Something cannot be known yet.</summary>
    Unknown,

    /// <summary>A line a diff adds.</summary>
    Added,

    /// <summary>A line a diff takes away.</summary>
    Removed,

    /// <summary>A place in a file or a diff.</summary>
    Place,

    /// <summary>Worth knowing, not more.</summary>
    Faint,
}
