using System.Globalization;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.Files.Support;
using WebAddress = System.Uri;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A request as curl's configuration (curl(1), <c>--config</c>), which travels by standard input: no word of it is on a command line.</summary>
/// <param name="task">The arguments.</param>
internal sealed class CurlRequest(Uri task)
{
    public Command ToCommand() => new("curl", "-q", "-K", "-")
    {
        Input = Content.Of(Configuration(), secret: true),
        IsSecret = task.UrlPassword is not null,
        Timeout = TimeSpan.FromSeconds(task.Timeout + 10),
    };

    private string Configuration()
    {
        var text = new StringBuilder("silent\nshow-error\ngloboff\n");
        void Set(string option, string value) => text.Append(option).Append(" = \"").Append(Quoted(value)).Append("\"\n");
        Set("url", task.Url);
        Set("max-time", task.Timeout.ToString(CultureInfo.InvariantCulture));
        Set("write-out", CurlResponse.Trailer);
        if (task.Verb == "HEAD")
        {
            text.Append("head\n");
            Set("output", "/dev/null");
        }
        else if (task.Verb != "GET" || task.Body is not null)
        {
            Set("request", task.Verb);
        }

        if (task.FollowRedirects is Redirects.All or Redirects.Yes || (task.FollowRedirects == Redirects.Safe && task.Verb is "GET" or "HEAD"))
        {
            text.Append("location\n");
        }

        if (!task.ValidateCerts)
        {
            text.Append("insecure\n");
        }

        if (task.CaPath is { } trusted)
        {
            Set("cacert", trusted.Text);
        }

        if (task.UrlUsername is { } user)
        {
            Set("user", $"{user}:{task.UrlPassword?.Reveal()}");
        }

        AddBody(Set);
        foreach (var (name, value) in task.Headers)
        {
            Set("header", value.Length == 0 ? name + ";" : $"{name}: {value}");
        }

        return text.ToString();
    }

    private void AddBody(Action<string, string> set)
    {
        if (task.Body is null)
        {
            return;
        }

        var (body, type) = task.BodyFormat switch
        {
            BodyFormat.Json => (task.Body is string text ? text : PlainJson.Of(task.Body), "application/json"),
            BodyFormat.FormUrlencoded => (Form(task.Body), "application/x-www-form-urlencoded"),
            _ => (task.Body is IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> ? PlainJson.Of(task.Body) : ArgumentTypes.TextOf(task.Body), ""),
        };
        set("data-raw", body);
        if (!task.Headers.Keys.Contains("Content-Type", StringComparer.OrdinalIgnoreCase))
        {
            // without a type of its own curl says that the body is a form
            set("header", type.Length > 0 ? $"Content-Type: {type}" : "Content-Type:");
        }
    }

    private static string Form(object? body) => body is IReadOnlyDictionary<string, object?> fields
        ? string.Join('&', fields.SelectMany(field => Values(field.Value).Select(value => $"{WebAddress.EscapeDataString(field.Key)}={WebAddress.EscapeDataString(value)}")))
        : ArgumentTypes.TextOf(body);

    private static IEnumerable<string> Values(object? value) => value is IReadOnlyList<object?> list ? list.Select(ArgumentTypes.TextOf) : [ArgumentTypes.TextOf(value)];

    /// <summary>A value as curl's configuration has it between quotes.</summary>
    internal static string Quoted(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
