using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Effects;

/// <summary>Shows how a file's content changes: line by line where it is a text that may be shown, else by size and hash.</summary>
public static class ContentDiff
{
    private const int LargestShown = 1024 * 1024;
    private const int HashShown = 12;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a change does to a file's content. Reads both contents: call it before the change is made.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The diff; null where no content changes.</returns>
    public static async Task<string?> OfAsync(PathChange change, CancellationToken cancellation)
    {
        var before = (change.Before as PathState.File)?.Content;
        var after = (change.After as PathState.File)?.Content;
        if ((before ?? after) is null || (before ?? Content.Empty).SameAs(after ?? Content.Empty))
        {
            return null;
        }

        if (after?.WhyUnknown is { } why)
        {
            return Header(change.Path) + $"(content unknown: depends on {why})\n";
        }

        return await TextOfAsync(before, cancellation) is { } oldText && await TextOfAsync(after, cancellation) is { } newText
            ? UnifiedDiff.Of(oldText, newText, $"before: {change.Path}", $"after: {change.Path}")
            : Header(change.Path) + $"({Word(before, after)}: {Summary(before)} -> {Summary(after)})\n";
    }

    private static string Header(HostPath path) => $"--- before: {path}\n+++ after: {path}\n";

    private static string Word(Content? before, Content? after) => before is { IsSecret: true } || after is { IsSecret: true } ? "secret" : "not shown";

    private static string Summary(Content? content) => content switch
    {
        null => "nothing",
        { WhyUnknown: not null } => "unknown",
        { IsSecret: true } => $"sha256 {content.Sha256?[..HashShown]}",
        _ => $"{content.Length?.ToString() ?? "?"} bytes, sha256 {content.Sha256?[..HashShown] ?? "?"}",
    };

    private static async Task<string?> TextOfAsync(Content? content, CancellationToken cancellation)
    {
        if (content is null)
        {
            return "";
        }

        if (content.IsSecret || content.WhyUnknown is not null || content.Length is not <= LargestShown)
        {
            return null;
        }

        var bytes = await content.ReadAsync(cancellation);
        try
        {
            return bytes.Contains((byte)0) ? null : Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
