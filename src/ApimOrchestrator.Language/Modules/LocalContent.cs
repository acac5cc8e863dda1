using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Language.Modules;

/// <summary>A file of the project on the control machine; hashed when it is first asked for.</summary>
internal sealed class LocalContent(string path) : Content
{
    private readonly Lazy<string> _hash = new(() =>
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });

    /// <inheritdoc/>
    public override string? Sha256 => _hash.Value;

    /// <inheritdoc/>
    public override long? Length => new FileInfo(path).Length;

    /// <inheritdoc/>
    public override Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true));
    }
}
