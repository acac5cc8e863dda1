using System.IO.Compression;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>One file of a zip archive: hashed once, unpacked anew each time it is read, so that a pack never lives in memory.</summary>
internal sealed class PackContent(Content archive, string entry, string sha256, long length) : Content
{
    public override string Sha256 => sha256;

    public override long? Length => length;

    public override async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        var zip = new ZipArchive(await archive.OpenAsync(cancellation), ZipArchiveMode.Read);
        return new ArchiveStream(await zip.GetEntry(entry)!.OpenAsync(cancellation), zip);
    }

    public static async Task<PackContent> ReadAsync(Content archive, ZipArchiveEntry entry, CancellationToken cancellation)
    {
        await using var stream = await entry.OpenAsync(cancellation);
        var hash = await SHA256.HashDataAsync(stream, cancellation);
        return new PackContent(archive, entry.FullName, Convert.ToHexStringLower(hash), entry.Length);
    }
}
