using System.Text.Json;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("uri", "Sends a request to a web server, from the host, with curl; secrets never reach a command line. GET, HEAD and OPTIONS only look; any other request counts as a change.")]
[Returns("status", "The HTTP status; -1 where there was no answer.")]
[Returns("url", "The address that answered, after redirections.")]
[Returns("content", "The body, with `return_content` or where the task fails.")]
[Returns("json", "The body as a value, where it is JSON.")]
[Returns("content_type", "The type of the body.")]
[Returns("location", "Where an answer sends to that was not followed.")]
[Returns("redirected", "Whether a redirection was followed.")]
[Returns("msg", "What happened.")]
internal sealed record Uri : IModule
{
    [Argument("The address: `http://` or `https://`.")]
    public required string Url { get; init; }

    [Argument("The method.")]
    public string Method { get; init; } = "GET";

    [Argument("The body: a text, or with another `body_format` a map or list.")]
    public object? Body { get; init; }

    [Argument("How the body is written; sets Content-Type unless `headers` do.")]
    public BodyFormat BodyFormat { get; init; }

    [Argument("Header names and values.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Argument("The statuses that are a success.")]
    public IReadOnlyList<int> StatusCode { get; init; } = [200];

    [Argument("Whether the answer holds the body.")]
    public bool ReturnContent { get; init; }

    [Argument("Whether the server's certificate is checked.")]
    public bool ValidateCerts { get; init; } = true;

    [Argument("A file of the host with certificates to trust.")]
    public HostPath? CaPath { get; init; }

    [Argument("Seconds the request may take.")]
    public int Timeout { get; init; } = 30;

    [Argument("The user for basic authentication.", Aliases = ["user"])]
    public string? UrlUsername { get; init; }

    [Argument("The password for basic authentication.", Aliases = ["password"])]
    public Secret? UrlPassword { get; init; }

    [Argument("Accepted as Ansible has it: the user and password are always sent with the first request.")]
    public bool ForceBasicAuth { get; init; }

    [Argument("Which redirections are followed.")]
    public Redirects FollowRedirects { get; init; } = Redirects.Safe;

    internal string Verb => Method.ToUpperInvariant();

    private bool IsLook => Verb is "GET" or "HEAD" or "OPTIONS";

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (!Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new TaskFailedException($"'{Url}' is not an address that begins with http:// or https://");
        }

        var command = new CurlRequest(this).ToCommand();
        var response = IsLook ? await LookAsync(host, command, cancellation) : CurlResponse.Read(await host.RunAsync(command, new Change(new Subject("request", $"{Verb} {Url}"), "not sent", "sent"), cancellation));
        var values = ValuesOf(response);
        return response.WhyUnknown is not null || StatusCode.Contains(response.Status)
            ? new Answer(values)
            : throw new TaskFailedException(values["msg"] as string ?? "") { Values = new Dictionary<string, object?>(values) { ["content"] = response.Body }, Subject = $"{Verb} {Url}" };
    }

    /// <summary>One look; where an earlier task of the run may have made what is asked for, the host itself decides what can be known.</summary>
    private async Task<CurlResponse> LookAsync(IHost host, Command command, CancellationToken cancellation)
    {
        CurlResponse? seen = null;
        bool IsMet(CurlResponse response)
        {
            seen = response;
            return StatusCode.Contains(response.Status);
        }

        var look = new CommandLook<CurlResponse>(new Subject("url", Url), command, CurlResponse.Read);
        try
        {
            return await host.ExpectAsync(new Expectation<CurlResponse>($"{Verb} {Url} answers", look, IsMet, TimeSpan.Zero), cancellation);
        }
        catch (TaskFailedException) when (seen is not null)
        {
            return seen;
        }
    }

    private Dictionary<string, object?> ValuesOf(CurlResponse response)
    {
        var values = new Dictionary<string, object?>();
        if (response.WhyUnknown is { } why)
        {
            foreach (var name in new[] { "status", "url", "content", "json" })
            {
                values[name] = new Unknown(why);
            }

            return values;
        }

        (values["status"], values["url"], values["content_type"], values["redirected"]) = ((long)response.Status, response.Url, response.ContentType, response.IsRedirected);
        if (response.Location.Length > 0)
        {
            values["location"] = response.Location;
        }

        if (ReturnContent)
        {
            values["content"] = response.Body;
        }

        if (response.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase) && TryJson(response.Body, out var json))
        {
            values["json"] = json;
        }

        values["msg"] = response.Status < 0
            ? $"{Verb} {Url}: {response.Error}"
            : StatusCode.Contains(response.Status) ? $"OK ({response.Body.Length} bytes)" : $"{Verb} {Url}: status {response.Status} and not {string.Join(", ", StatusCode)}";
        return values;
    }

    private static bool TryJson(string text, out object? value)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            value = Json.Value(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }
}
