namespace ApimOrchestrator.Modules.Files;

/// <summary>Whether something must be in a file.</summary>
internal enum LineWish
{
    /// <summary>It must be there.</summary>
    Present,

    /// <summary>It must not be there.</summary>
    Absent,
}
