namespace ApimOrchestrator.Modules.System;

/// <summary>What <c>wait_for</c> waits for.</summary>
internal enum WaitWish
{
    /// <summary>The port accepts connections.</summary>
    Started,

    /// <summary>The path exists (and holds what is searched).</summary>
    Present,

    /// <summary>The port accepts no connections.</summary>
    Stopped,

    /// <summary>The path does not exist (or does not hold what is searched).</summary>
    Absent,
}
