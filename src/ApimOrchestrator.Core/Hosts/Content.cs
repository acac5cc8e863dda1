using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>The bytes of a file, known by their SHA-256 and length and opened on demand, so that a large file never lives in memory. Equal hashes are equal contents; an unknown content equals only itself.</summary>
public abstract class Content
{
    /// <summary>No bytes at all.</summary>
    public static readonly Content Empty = Of(ReadOnlyMemory<byte>.Empty);

    /// <summary>The SHA-256 as 64 lower-case hex digits; null where the content is unknown.</summary>
    public abstract string? Sha256 { get; }

    /// <summary>The length in bytes; null where the content is unknown.</summary>
    public abstract long? Length { get; }

    /// <summary>Why the content cannot be known yet; null where it is known.</summary>
    public virtual string? WhyUnknown => null;

    /// <summary>Whether the content must not be shown in any output (no diff is made of it).</summary>
    public bool IsSecret { get; init; }

    /// <summary>Content held in memory.</summary>
    /// <param name="bytes">The bytes; not copied.</param>
    /// <param name="secret">Whether it must not be shown.</param>
    public static Content Of(ReadOnlyMemory<byte> bytes, bool secret = false) => new MemoryContent(bytes) { IsSecret = secret };

    /// <summary>Text content, as UTF-8 without a byte order mark.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">Whether it must not be shown.</param>
    public static Content Of(string text, bool secret = false) => Of(Encoding.UTF8.GetBytes(text), secret);

    /// <summary>Content that only the real run will make, such as a freshly generated key pair.</summary>
    /// <param name="why">What it depends on, for people.</param>
    public static Content Unknown(string why) => new UnknownContent(why);

    /// <summary>Opens the bytes for reading from the beginning.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UnknownStateException">The content is unknown.</exception>
    /// <exception cref="HostLostException">The bytes are on a host that was lost.</exception>
    public abstract Task<Stream> OpenAsync(CancellationToken cancellation);

    /// <summary>Whether both are the same bytes.</summary>
    /// <param name="other">The other content.</param>
    public bool SameAs(Content other) => ReferenceEquals(this, other) || (Sha256 is { } hash && hash == other.Sha256);

    /// <summary>All bytes. For small files only.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="limit">The most that is read, in bytes.</param>
    /// <exception cref="TaskFailedException">The content is larger than the limit.</exception>
    /// <exception cref="UnknownStateException">The content is unknown.</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellation, int limit = 16 * 1024 * 1024)
    {
        if (Length > limit)
        {
            throw new TaskFailedException($"the file has {Length} bytes, more than the {limit} that can be read at once");
        }

        await using var stream = await OpenAsync(cancellation);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellation);
        return memory.ToArray();
    }

    private sealed class MemoryContent(ReadOnlyMemory<byte> bytes) : Content
    {
        private string? _sha256;

        public override string? Sha256 => _sha256 ??= Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

        public override long? Length => bytes.Length;

        public override Task<Stream> OpenAsync(CancellationToken cancellation) => Task.FromResult<Stream>(new MemoryStream(bytes.ToArray(), writable: false));
    }

    private sealed class UnknownContent(string why) : Content
    {
        public override string? Sha256 => null;

        public override long? Length => null;

        public override string? WhyUnknown => why;

        public override Task<Stream> OpenAsync(CancellationToken cancellation) => throw new UnknownStateException(why);
    }
}
