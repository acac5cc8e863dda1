using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>wso2server.sh of the stand-in has the traps of the product's: what a tool for the product must cope with.</summary>
public sealed class StandInScriptTests(StandInHost fixture) : IClassFixture<StandInHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_needs_JAVA_HOME_though_java_is_on_the_path()
    {
        var standIn = await FreshAsync();

        var result = await standIn.Host.ExecAsync($"runuser -u wso2carbon -- {StandIn.Home}/bin/wso2server.sh start", Cancellation);

        result.ExitCode.ShouldBe(1);
        result.Stdout.ShouldBe("Error: JAVA_HOME is not defined correctly.\n CARBON cannot execute java\n");
    }

    [Fact]
    public async Task Start_answers_at_once_and_the_log_the_ports_and_the_pid_file_tell_the_rest()
    {
        var standIn = await FreshAsync();

        (await standIn.ScriptAsync("start", Cancellation)).ShouldBe((0, ""));

        await standIn.UntilLoggedAsync("Mgt Console URL", Cancellation);
        (await standIn.LogAsync(Cancellation)).ShouldMatch(
            "(?s)^TID: \\[[^]]+\\]  INFO \\{org.wso2.config.mapper.ConfigParser\\} - Initializing.*Writing Metadata Entries.*"
            + "TID: \\[-1234\\] \\[\\] \\[[^]]+\\]  INFO \\{[^}]+\\} - Starting WSO2 Carbon.*HTTP Listener started on 0.0.0.0:8280.*"
            + "HTTPS Listener started on 0.0.0.0:8243.*Server           :  WSO2 API Manager-3.2.0.*WSO2 Carbon started in \\d+ sec.*Mgt Console URL");
        var pid = (await standIn.Host.OutputAsync($"tr '\\0' '#' <{StandIn.Home}/wso2carbon.pid", Cancellation)).Replace("\n", "|", StringComparison.Ordinal);
        pid.Length.ShouldBe(100);
        pid.ShouldMatch("^[0-9]+\\|#+$");
        var listening = await standIn.Host.OutputAsync("ss -ltnH | sed 's/.*0\\.0\\.0\\.0:\\([0-9]*\\) .*/\\1/'", Cancellation);
        new[] { "9443", "9763", "8243", "8280", "9611", "9711", "5672", "8672", "9099", "8099", "9999", "11111" }.Except(listening.Split('\n')).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_started_server_answers_on_9443()
    {
        var standIn = await FreshAsync();
        await standIn.ScriptAsync("start", Cancellation);
        await standIn.UntilLoggedAsync("Mgt Console URL", Cancellation);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{standIn.Host.PortOf(9443)}/") };

        (await client.GetStringAsync("services/Version", Cancellation)).ShouldContain("<return>WSO2 API Manager-3.2.0</return>");
        foreach (var (path, status) in new[] { ("carbon/", 200), ("publisher", 200), ("devportal", 200), ("api/am/publisher/v1/apis", 401), ("no/such", 404) })
        {
            using var answer = await client.GetAsync(path, Cancellation);
            ((int)answer.StatusCode).ShouldBe(status, path);
        }
    }

    [Fact]
    public async Task Start_does_nothing_while_the_pid_file_names_any_living_process()
    {
        var standIn = await FreshAsync();
        await standIn.Host.OutputAsync($"echo 1 >{StandIn.Home}/wso2carbon.pid", Cancellation);

        (await standIn.ScriptAsync("start", Cancellation)).ShouldBe((0, "Process is already running\n"));

        (await standIn.Host.ExecAsync("pgrep -u wso2carbon java", Cancellation)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Stop_only_signals_and_the_pid_file_stays()
    {
        var standIn = await FreshAsync();
        await standIn.ScriptAsync("start", Cancellation);
        await standIn.UntilLoggedAsync("WSO2 Carbon started in", Cancellation);

        (await standIn.ScriptAsync("stop", Cancellation)).ShouldBe((0, ""));
        (await standIn.Host.ExecAsync("pgrep -u wso2carbon java", Cancellation)).ExitCode.ShouldBe(0);

        await standIn.UntilAsync("! pgrep -u wso2carbon java", Cancellation);
        (await standIn.LogAsync(Cancellation)).ShouldMatch("(?s)Shutdown hook triggered.*Halting JVM\\s*$");
        await standIn.Host.OutputAsync($"test -s {StandIn.Home}/wso2carbon.pid", Cancellation);
        var again = await standIn.ScriptAsync("stop", Cancellation);
        again.ExitCode.ShouldBe(0);
        again.Output.ShouldContain("No such process");
    }

    [Fact]
    public async Task The_last_of_start_and_stop_wins()
    {
        var standIn = await FreshAsync();

        (await standIn.ScriptAsync("stop start", Cancellation)).ShouldBe((0, ""));

        await standIn.UntilLoggedAsync("WSO2 Carbon started in", Cancellation);
    }

    [Fact]
    public async Task CARBON_HOME_of_the_environment_wins_over_the_place_of_the_script()
    {
        var standIn = await FreshAsync();

        await standIn.ScriptAsync("start", "CARBON_HOME=/tmp/other", Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancellation);

        (await standIn.LogAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_empties_the_temporary_folder()
    {
        var standIn = await FreshAsync();
        await standIn.Host.OutputAsync($"mkdir -p {StandIn.Home}/tmp && touch {StandIn.Home}/tmp/old", Cancellation);

        await standIn.ScriptAsync("start", Cancellation);

        await standIn.UntilAsync($"! test -e {StandIn.Home}/tmp/old", Cancellation);
    }

    [Fact]
    public async Task Version_names_the_product()
    {
        var standIn = await FreshAsync();

        (await standIn.ScriptAsync("version", Cancellation)).Output.ShouldBe("WSO2 API Manager v3.2.0\nWSO2 Carbon Framework v4.6.0\n");
    }

    private async Task<StandIn> FreshAsync()
    {
        await fixture.StandIn.UnpackAsync(Cancellation);
        return fixture.StandIn;
    }
}
