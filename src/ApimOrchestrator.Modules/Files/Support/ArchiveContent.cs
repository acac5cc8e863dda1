using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>A file in an archive that is too large to be kept: found again each time it is read.</summary>
/// <param name="sha256">Its hash.</param>
/// <param name="length">Its length.</param>
/// <param name="open">Opens the archive and finds it; what else is opened is closed with the stream.</param>
internal sealed class ArchiveContent(string sha256, long length, Func<CancellationToken, Task<Stream>> open) : Content
{
    public override string Sha256 => sha256;

    public override long? Length => length;

    public override Task<Stream> OpenAsync(CancellationToken cancellation) => open(cancellation);
}
