using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>An inode of a host in memory.</summary>
internal sealed class MemoryNode(PathState state, long inode, byte[]? bytes = null)
{
    /// <summary>Kind and attributes; a file's content here is not looked at.</summary>
    public PathState State { get; set; } = state;

    public byte[] Bytes { get; set; } = bytes ?? [];

    public SortedDictionary<string, MemoryNode> Children { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What is mounted over it, last on top.</summary>
    public Stack<(string Source, MemoryNode Node)> Mounted { get; } = new();

    public MemoryNode Top => Mounted.Count == 0 ? this : Mounted.Peek().Node;

    public static MemoryNode NewFolder(long inode) => new(new PathState.Folder(0x1ED, "root", "root"), inode);

    /// <summary>The state as a look tells it.</summary>
    public PathState Seen(PathDetail detail)
    {
        var metadata = new PathMetadata(Bytes.Length, 0, 0, DateTimeOffset.UnixEpoch, inode, 1);
        return State is not PathState.File file ? State with { Metadata = metadata } : file with
        {
            Metadata = metadata,
            Content = detail switch
            {
                PathDetail.Bytes => Content.Of(Bytes.ToArray()),
                PathDetail.Hash => new LiveContent(this, Content.Of(Bytes.ToArray()).Sha256),
                _ => new LiveContent(this, null),
            },
        };
    }

    /// <summary>Bytes that are read only when opened, from what the file then holds.</summary>
    private sealed class LiveContent(MemoryNode node, string? hash) : Content
    {
        private readonly long _length = node.Bytes.Length;

        public override string? Sha256 => hash;

        public override long? Length => _length;

        public override Task<Stream> OpenAsync(CancellationToken cancellation) => Task.FromResult<Stream>(new MemoryStream(node.Bytes, writable: false));
    }
}
