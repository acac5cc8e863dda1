using System.Globalization;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What came back from a web server.</summary>
/// <param name="Status">The HTTP status; -1 where there was no answer.</param>
/// <param name="Body">The body as UTF-8 text.</param>
internal sealed record CurlResponse(int Status, string Body)
{
    /// <summary>What curl writes after the body (its option <c>write-out</c>).</summary>
    public const string Trailer = "\n%{http_code}\n%{num_redirects}\n%{content_type}\n%{redirect_url}\n%{url_effective}";

    private const int Fields = 5;

    public string Url { get; init; } = "";

    public string ContentType { get; init; } = "";

    /// <summary>Where the answer sends to, where that was not followed.</summary>
    public string Location { get; init; } = "";

    public bool IsRedirected { get; init; }

    /// <summary>Why there was no answer.</summary>
    public string Error { get; init; } = "";

    /// <summary>Why nothing is known; null where the request was really sent.</summary>
    public string? WhyUnknown { get; init; }

    /// <summary>Reads curl's answer.</summary>
    /// <exception cref="TaskFailedException">There is no curl on the host.</exception>
    public static CurlResponse Read(CommandResult result)
    {
        if (result.WhyUnknown is { } why)
        {
            return new CurlResponse(-1, "") { WhyUnknown = why };
        }

        if (result.ExitCode == 127)
        {
            throw new TaskFailedException("there is no curl on the host; install the package 'curl'") { Result = result };
        }

        var parts = result.Output.Split('\n');
        if (parts.Length <= Fields || !int.TryParse(parts[^5], NumberStyles.None, CultureInfo.InvariantCulture, out var status) || result.ExitCode != 0 || status == 0)
        {
            var error = result.Error.Trim();
            return new CurlResponse(-1, "") { Error = error.Length > 0 ? error : $"curl ended with exit code {result.ExitCode}" };
        }

        return new CurlResponse(status, string.Join('\n', parts[..^Fields]))
        {
            IsRedirected = parts[^4] != "0",
            ContentType = parts[^3],
            Location = parts[^2],
            Url = parts[^1],
        };
    }
}
