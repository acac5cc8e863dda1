namespace ApimOrchestrator.Modules.System;

/// <summary>What <c>apt</c> can be asked for.</summary>
internal enum AptWish
{
    /// <summary>Installed, in whatever version.</summary>
    Present,

    /// <summary>Not installed.</summary>
    Absent,

    /// <summary>Installed in the newest version there is.</summary>
    Latest,
}
