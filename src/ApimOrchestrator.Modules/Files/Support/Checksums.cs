using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Checksums other than the SHA-256 every file is known by: asked of the host in the same round trip, and trusted only where the host saw the same bytes.</summary>
internal static class Checksums
{
    /// <summary>Asks for the wished checksum and, to know what it is of, the SHA-256.</summary>
    public static CommandLook<IReadOnlyList<string>> Look(HostPath path, ChecksumKind kind) => new(
        new Subject("checksum", $"{Names.Of(kind)} of {path}"),
        Command.Shell("\"$1sum\" <\"$2\" && sha256sum <\"$2\"", Names.Of(kind), path.Text),
        result => [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])]);

    /// <summary>The checksum as lower-case hex digits, or <see cref="Unknown"/>; reads the content where the host's answer does not fit it.</summary>
    public static async Task<object> OfAsync(Content content, IReadOnlyList<string> sums, ChecksumKind kind, CancellationToken cancellation)
    {
        if (content.WhyUnknown is { } why)
        {
            return new Unknown(why);
        }

        if (sums is [var sum, var sha256] && sha256 == content.Sha256)
        {
            return sum;
        }

        await using var stream = await content.OpenAsync(cancellation);
        using var hash = IncrementalHash.CreateHash(Names.Algorithm(kind));
        var buffer = new byte[64 * 1024];
        for (var read = await stream.ReadAsync(buffer, cancellation); read > 0; read = await stream.ReadAsync(buffer, cancellation))
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static class Names
    {
        public static string Of(ChecksumKind kind) => kind switch
        {
            ChecksumKind.Md5 => "md5",
            ChecksumKind.Sha1 => "sha1",
            ChecksumKind.Sha512 => "sha512",
            _ => "sha256",
        };

        public static HashAlgorithmName Algorithm(ChecksumKind kind) => kind switch
        {
            ChecksumKind.Md5 => HashAlgorithmName.MD5,
            ChecksumKind.Sha1 => HashAlgorithmName.SHA1,
            ChecksumKind.Sha512 => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
    }
}
