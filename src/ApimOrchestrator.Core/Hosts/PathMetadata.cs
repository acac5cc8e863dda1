namespace ApimOrchestrator.Core.Hosts;

/// <summary>What the host tells of a path besides its state.</summary>
/// <param name="Size">Length in bytes.</param>
/// <param name="Uid">The owner's number.</param>
/// <param name="Gid">The group's number.</param>
/// <param name="Modified">When the content last changed.</param>
/// <param name="Inode">The inode number.</param>
/// <param name="Links">The number of hard links.</param>
public sealed record PathMetadata(long Size, long Uid, long Gid, DateTimeOffset Modified, long Inode, long Links);
