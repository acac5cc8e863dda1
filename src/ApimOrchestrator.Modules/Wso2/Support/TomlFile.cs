using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Toml;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Reads a host's TOML file.</summary>
internal static class TomlFile
{
    /// <summary>The file's text as a document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DiagnosticException">It is not text, not TOML, or not what the server reads.</exception>
    public static async Task<TomlDocument> ReadAsync(HostPath path, Content content, CancellationToken cancellation) =>
        TomlDocument.Parse(content is FutureToml future ? future.Text : Decoded(path, await content.ReadAsync(cancellation)), path.Text);

    /// <summary>The content an edited text is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">Whether it must not be shown.</param>
    /// <param name="former">What it was made of; what is unknown of that stays so.</param>
    public static Content ContentOf(string text, bool secret, Content? former) => former is FutureToml future ? new FutureToml(text, future.WhyUnknown) : Content.Of(text, secret);

    private static string Decoded(HostPath path, byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException problem)
        {
            var line = bytes.AsSpan(0, Math.Max(0, problem.Index)).Count((byte)'\n') + 1;
            throw new DiagnosticException(new Diagnostic(new Place(path.Text, line, 0), "this is not UTF-8 text, so it is no TOML", "save the file as UTF-8"));
        }
    }
}
