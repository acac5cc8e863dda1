namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What a package manager can be asked to do.</summary>
internal enum PackageVerb
{
    /// <summary>Install what is not installed.</summary>
    Install,

    /// <summary>Bring what is installed to the newest version.</summary>
    Upgrade,

    /// <summary>Remove, configuration files stay.</summary>
    Remove,

    /// <summary>Remove with configuration files.</summary>
    Purge,
}
