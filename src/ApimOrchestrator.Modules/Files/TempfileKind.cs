namespace ApimOrchestrator.Modules.Files;

/// <summary>What <c>tempfile</c> can make.</summary>
internal enum TempfileKind
{
    /// <summary>An empty file, 0600.</summary>
    File,

    /// <summary>An empty folder, 0700.</summary>
    Directory,
}
