using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>A TOML file of which only the ciphertexts are unknown until the real run. Being the file's content, the rest stays known wherever the file is copied, so that a plan can go on editing it.</summary>
/// <param name="text">The file's text, with something else in place of the ciphertexts.</param>
/// <param name="why">What they depend on.</param>
internal sealed class FutureToml(string text, string why) : Content
{
    public string Text => text;

    public override string? Sha256 => null;

    public override long? Length => null;

    public override string WhyUnknown => why;

    public override Task<Stream> OpenAsync(CancellationToken cancellation) => throw new UnknownStateException(why);
}
