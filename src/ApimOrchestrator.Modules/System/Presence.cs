namespace ApimOrchestrator.Modules.System;

/// <summary>Whether a thing must be on the host.</summary>
internal enum Presence
{
    /// <summary>It must be there.</summary>
    Present,

    /// <summary>It must not be there.</summary>
    Absent,
}
