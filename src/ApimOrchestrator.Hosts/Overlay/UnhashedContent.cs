using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>A known content as a look at attributes shows it: its hash not yet asked for. Keeps a dry run's effects those of the real run.</summary>
/// <param name="content">The content.</param>
internal sealed class UnhashedContent(Content content) : Content
{
    /// <inheritdoc/>
    public override string? Sha256 => null;

    /// <inheritdoc/>
    public override long? Length => content.Length;

    /// <inheritdoc/>
    public override Task<Stream> OpenAsync(CancellationToken cancellation) => content.OpenAsync(cancellation);

    /// <summary>A path's state with no more said of it than was asked.</summary>
    public static PathState Seen(PathState state, PathDetail detail) =>
        detail == PathDetail.Attributes && state is PathState.File { Content.Sha256: not null } file ? file with { Content = new UnhashedContent(file.Content) { IsSecret = file.Content.IsSecret } } : state;
}
