using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Bytes of which only the hash is known: those a web server is going to send.</summary>
/// <param name="sha256">The hash, as 64 lower-case hex digits.</param>
/// <param name="url">Where they come from.</param>
internal sealed class ServedContent(string sha256, string url) : Content
{
    public override string Sha256 => sha256;

    public override long? Length => null;

    public override Task<Stream> OpenAsync(CancellationToken cancellation) => throw new UnknownStateException($"what {url} serves");
}
