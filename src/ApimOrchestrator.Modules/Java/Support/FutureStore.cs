using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>A keystore file whose bytes only the real run will make while its entries are known. Being the file's content, the knowledge travels with the file wherever it is copied.</summary>
internal sealed class FutureStore(StoreState state, Secret password, string why) : Content
{
    public StoreState State => state;

    public Secret Password => password;

    /// <summary>The store as it is now, with its password: keys that stay can be taken out of it. Null where there is none.</summary>
    public (Content Content, Secret Password)? Former { get; init; }

    public override string? Sha256 => null;

    public override long? Length => null;

    public override string WhyUnknown => why;

    public override Task<Stream> OpenAsync(CancellationToken cancellation) => throw new UnknownStateException(why);
}
