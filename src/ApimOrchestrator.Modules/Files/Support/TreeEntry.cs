using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>A file to be placed: its path below the source (empty where the source is the file), its content, and its mode where the source has one.</summary>
internal sealed record TreeEntry(string RelativePath, Content Content, int? Mode);
