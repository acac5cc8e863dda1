namespace ApimOrchestrator.Modules.Files;

/// <summary>What <c>find</c> looks for.</summary>
internal enum FindKind
{
    /// <summary>Files.</summary>
    File,

    /// <summary>Folders.</summary>
    Directory,

    /// <summary>Symbolic links.</summary>
    Link,

    /// <summary>Everything.</summary>
    Any,
}
