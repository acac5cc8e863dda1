using System.IO.Compression;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>One file of a zip archive: hashed once, unpacked anew each time it is read, so that a pack never lives in memory.</summary>
internal sealed class PackContent(Content archive, string entry, string sha256, long length) : Content
{
    public override string Sha256 => sha256;

    public override long? Length => length;

    public override async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        var zip = new ZipArchive(await archive.OpenAsync(cancellation), ZipArchiveMode.Read);
        return new EntryStream(zip, zip.GetEntry(entry)!.Open());
    }

    public static async Task<PackContent> ReadAsync(Content archive, ZipArchiveEntry entry, CancellationToken cancellation)
    {
        await using var stream = await entry.OpenAsync(cancellation);
        var hash = await SHA256.HashDataAsync(stream, cancellation);
        return new PackContent(archive, entry.FullName, Convert.ToHexStringLower(hash), entry.Length);
    }

    // Closes the archive together with its entry.
    private sealed class EntryStream(ZipArchive archive, Stream entry) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => entry.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => entry.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                entry.Dispose();
                archive.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
