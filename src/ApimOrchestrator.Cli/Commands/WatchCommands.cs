using System.CommandLine;
using System.Net;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Cli.Watching;
using ApimOrchestrator.Core.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The command that watches hosts for drift.</summary>
internal static class WatchCommands
{
    private static readonly Option<double> Interval = new("--interval") { Description = "seconds from one look to the next", DefaultValueFactory = _ => 300 };

    private static readonly Option<double> Jitter = new("--jitter") { Description = "the share of the interval by which it varies, 0 to 1", DefaultValueFactory = _ => 0.1 };

    private static readonly Option<bool> Once = new("--once") { Description = "look once; answers 3 where something has drifted" };

    private static readonly Option<int?> Rounds = new("--rounds") { Description = "end after so many looks" };

    private static readonly Option<string> Metrics = new("--metrics") { Description = "where Prometheus finds the metrics: ADDRESS:PORT, or off", DefaultValueFactory = _ => "127.0.0.1:9464" };

    private static readonly Option<string?> Webhook = new("--webhook") { Description = "an address that is told by POST when what is seen changes" };

    /// <summary>The command <c>watch</c>.</summary>
    public static Command Watch()
    {
        var command = CommandParts.Make("watch", "looks at the hosts again and again and tells what has drifted; never changes anything", [Interval, Jitter, Once, Rounds, Metrics, Webhook], CommonOptions.ForReading, CommonOptions.ForRunning);
        CommandParts.NeedPlaybooks(command);
        command.SetAction(WatchAsync);
        return command;
    }

    private static async Task<int> WatchAsync(ParseResult parsed, CancellationToken cancellation)
    {
        ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
        var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
        var errors = Terminal.ForErrors(parsed.GetValue(CommonOptions.NoColor));
        var round = new WatchRound(parsed, TimeProvider.System);
        if (parsed.GetValue(Once))
        {
            Tell(await round.RunAsync(1, cancellation), parsed, output);
            return round.ExitCode;
        }

        using var hook = parsed.GetValue(Webhook) is { } address ? new DriftHook(AddressOf(address), line => errors.Line(line, Colour.Failed)) : null;
        var metrics = new WatchMetrics();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (parsed.GetValue(Metrics) is { } place and not "off")
        {
            builder.Services.AddHostedService(_ => new MetricsServer(EndpointOf(place), metrics, line => errors.Line(line, Colour.Faint)));
        }

        builder.Services.AddHostedService(services => new WatchService(round.RunAsync, SettingsOf(parsed), TellAsync, services.GetRequiredService<IHostApplicationLifetime>(), TimeProvider.System));
        using var host = builder.Build();
        await host.RunAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        return ExitCode.Done;

        async Task TellAsync(WatchResult result, bool isNews, CancellationToken token)
        {
            metrics.Add(result);
            Tell(result, parsed, output);
            if (isNews && hook is not null)
            {
                await hook.SendAsync(WatchJson.Line(result), token);
            }
        }
    }

    private static void Tell(WatchResult result, ParseResult parsed, Terminal output)
    {
        if (parsed.GetValue(CommonOptions.Output) != "text")
        {
            output.Line(WatchJson.Line(result));
            return;
        }

        foreach (var line in WatchService.Lines(result))
        {
            output.Line(line, result.Word switch { "failed" => Colour.Failed, "drift" => Colour.Changed, _ => Colour.Ok });
        }
    }

    private static WatchSettings SettingsOf(ParseResult parsed) =>
        new(TimeSpan.FromSeconds(Math.Max(0, parsed.GetValue(Interval))), Math.Clamp(parsed.GetValue(Jitter), 0, 1), parsed.GetValue(Rounds));

    private static IPEndPoint EndpointOf(string text) =>
        IPEndPoint.TryParse(text, out var endpoint) && text.Contains(':', StringComparison.Ordinal)
            ? endpoint
            : throw new DiagnosticException(new Diagnostic(Place.Of("--metrics"), $"'{text}' is not ADDRESS:PORT", "for example 127.0.0.1:9464, or off"));

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new DiagnosticException(new Diagnostic(Place.Of("--webhook"), $"'{text}' is not a web address", "for example https://example.com/hook"));
}
