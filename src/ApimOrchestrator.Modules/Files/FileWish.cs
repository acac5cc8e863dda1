namespace ApimOrchestrator.Modules.Files;

/// <summary>What <c>file</c> can be asked to make of a path.</summary>
internal enum FileWish
{
    /// <summary>A file that must exist; only its attributes change.</summary>
    File,

    /// <summary>A folder, made with those above it.</summary>
    Directory,

    /// <summary>A symbolic link to <c>src</c>.</summary>
    Link,

    /// <summary>Another name of the file <c>src</c>.</summary>
    Hard,

    /// <summary>A file, made empty where it is missing, with new times where it exists.</summary>
    Touch,

    /// <summary>Nothing; a folder goes with everything below it.</summary>
    Absent,
}
