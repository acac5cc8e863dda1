namespace ApimOrchestrator.Modules.System;

/// <summary>What <c>package</c> and <c>dnf</c> can be asked for.</summary>
internal enum PackageWish
{
    /// <summary>Installed, in whatever version.</summary>
    Present,

    /// <summary>The same as <see cref="Present"/>.</summary>
    Installed,

    /// <summary>Not installed.</summary>
    Absent,

    /// <summary>The same as <see cref="Absent"/>.</summary>
    Removed,

    /// <summary>Installed in the newest version there is.</summary>
    Latest,
}
