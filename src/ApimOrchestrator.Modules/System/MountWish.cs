namespace ApimOrchestrator.Modules.System;

/// <summary>What <c>mount</c> can be asked for.</summary>
internal enum MountWish
{
    /// <summary>Mounted now and in the mount table.</summary>
    Mounted,

    /// <summary>In the mount table, whether mounted or not.</summary>
    Present,

    /// <summary>Not mounted now; the mount table stays as it is.</summary>
    Unmounted,

    /// <summary>Not mounted and not in the mount table.</summary>
    Absent,

    /// <summary>Mounted again with the options of the mount table.</summary>
    Remounted,

    /// <summary>Mounted now, the mount table left alone.</summary>
    Ephemeral,
}
