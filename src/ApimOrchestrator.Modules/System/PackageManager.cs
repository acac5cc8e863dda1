namespace ApimOrchestrator.Modules.System;

/// <summary>The package managers there are.</summary>
internal enum PackageManager
{
    /// <summary>The one the host has.</summary>
    Auto,

    /// <summary>APT.</summary>
    Apt,

    /// <summary>DNF.</summary>
    Dnf,
}
