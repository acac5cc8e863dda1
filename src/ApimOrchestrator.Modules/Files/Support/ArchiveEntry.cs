using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Something an archive holds.</summary>
/// <param name="Path">Its path in the archive, without <c>./</c> before and slashes behind; empty for the archive's own folder.</param>
/// <param name="Mode">Its permission bits.</param>
internal sealed record ArchiveEntry(string Path, int Mode)
{
    /// <summary>A file's bytes; null for a folder or link.</summary>
    public Content? Content { get; init; }

    /// <summary>What a symbolic link points to; null for anything else.</summary>
    public string? Target { get; init; }

    /// <summary>The owner's name and number; null where the archive does not tell.</summary>
    public (string Name, int Number)? Owner { get; init; }

    /// <summary>The group's name and number; null where the archive does not tell.</summary>
    public (string Name, int Number)? Group { get; init; }
}
