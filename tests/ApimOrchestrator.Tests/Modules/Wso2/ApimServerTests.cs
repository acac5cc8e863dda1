using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Wso2;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Modules.Java;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Wso2;

/// <summary>Servers of real processes, pid files, logs and ports.</summary>
public sealed class ApimServerTests : AgentTest
{
    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_start_is_over_when_this_starts_log_says_so_and_a_stop_when_the_process_is_gone(string shell)
    {
        using var home = new ServerHome(Folder);
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        File.WriteAllText(home.Log, "INFO - WSO2 Carbon started in 88 sec\n");

        (await Server(home).DoAsync(host, Cancellation)).Effects.ShouldBe([$"server {home.Path}: stopped -> started"]);
        File.ReadAllLines(home.Log).Count(line => line.Contains("started in", StringComparison.Ordinal)).ShouldBe(2);
        (await Server(home).DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();

        (await Server(home, ServerGoal.Stopped).DoAsync(host, Cancellation)).Effects.ShouldBe([$"server {home.Path}: started -> stopped"]);
        home.IsAlive.ShouldBeFalse();
        File.ReadAllText(home.Log).ShouldContain("Halting JVM");
        (await Server(home, ServerGoal.Stopped).DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Worker_and_dashboard_of_one_home_are_two_servers(string shell)
    {
        using var worker = new ServerHome(Folder, "wso2am-analytics-3.2.0", "worker");
        using var dashboard = new ServerHome(Folder, "wso2am-analytics-3.2.0", "dashboard");
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var (first, second) = (Server(worker) with { Runtime = ServerRuntime.Worker }, Server(dashboard) with { Runtime = ServerRuntime.Dashboard });

        (await first.DoAsync(host, Cancellation)).Effects.ShouldBe([$"server {worker.Path}/wso2/worker: stopped -> started"]);
        (await second.DoAsync(host, Cancellation)).Effects.ShouldBe([$"server {worker.Path}/wso2/dashboard: stopped -> started"]);
        (await first.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();
        (await (first with { State = ServerGoal.Stopped }).DoAsync(host, Cancellation)).Effects.Count.ShouldBe(1);

        worker.IsAlive.ShouldBeFalse();
        dashboard.IsAlive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_is_up_only_when_its_ports_listen()
    {
        using var home = new ServerHome(Folder);
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var number = ((IPEndPoint)port.LocalEndpoint).Port;
        await using var client = await Shells.StartAsync("dash");

        await (Server(home) with { Ports = [number - 7], Offset = 7 }).DoAsync(Shells.Host(client), Cancellation);

        port.Stop();
        var failure = await Should.ThrowAsync<TaskFailedException>(() => (Server(home) with { Ports = [number], Timeout = 1 }).ApplyAsync(Shells.Host(client), Cancellation));
        failure.Message.ShouldContain($"no port {number} yet");
    }

    [Fact]
    public async Task A_changed_file_restarts_a_server_and_an_older_one_does_not()
    {
        using var home = new ServerHome(Folder);
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        var file = home.Path.Combine("deployment.toml");
        File.WriteAllText(file.Text, "[server]\n");
        var server = Server(home) with { RestartOn = [file, home.Path.Combine("absent")] };
        await server.DoAsync(host, Cancellation);
        var first = home.Pid;
        (await server.DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();

        File.SetLastWriteTimeUtc(file.Text, File.GetLastWriteTimeUtc(home.PidFile).AddMinutes(1));

        (await server.DoAsync(host, Cancellation)).Effects.ShouldBe([$"server {home.Path}: started -> stopped", $"server {home.Path}: stopped -> started"]);
        home.Pid.ShouldNotBe(first);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task The_keystores_password_lies_beside_a_server_with_secrets_only_while_it_starts(string shell)
    {
        using var home = new ServerHome(Folder);
        home.Behaves("ls password-tmp >seen 2>&1 && { stat -c %a password-tmp; cat password-tmp; rm password-tmp; } >seen; echo 'INFO - WSO2 Carbon started in 1 sec' >>repository/logs/wso2carbon.log");
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var server = Server(home, ServerGoal.Restarted) with { KeystorePassword = new Secret("it's $HOME") };
        Directory.CreateDirectory(home.Path.Combine("repository/conf").Text);
        var toml = home.Path.Combine("repository/conf/deployment.toml").Text;

        File.WriteAllText(toml, "#[secrets]\n");
        await server.DoAsync(host, Cancellation);
        File.ReadAllText(home.Path.Combine("seen").Text).ShouldContain("password-tmp");

        File.WriteAllText(toml, "[server]\n [ secrets ] # last\n");
        await server.DoAsync(host, Cancellation);
        File.ReadAllText(home.Path.Combine("seen").Text).ShouldBe("600\nit's $HOME\n");
    }

    [Fact]
    public async Task A_start_that_fails_leaves_no_password_behind_and_says_that_it_was_wrong()
    {
        using var home = new ServerHome(Folder);
        home.Behaves("echo \"FATAL {x.JKSKeyStoreLoader} - IOError loading keyStore from ' wso2carbon.jks '\" >>repository/logs/wso2carbon.log");
        Directory.CreateDirectory(home.Path.Combine("repository/conf").Text);
        File.WriteAllText(home.Path.Combine("repository/conf/deployment.toml").Text, "[secrets]\na = \"b\"\n");
        await using var client = await Shells.StartAsync("dash");

        var failure = await Should.ThrowAsync<TaskFailedException>(() => (Server(home) with { KeystorePassword = new Secret("wrong") }).ApplyAsync(Shells.Host(client), Cancellation));

        failure.Message.ShouldContain("IOError loading keyStore");
        File.Exists(home.Path.Combine("password-tmp").Text).ShouldBeFalse();
    }

    [Theory]
    [InlineData("echo 'Exception in thread \"main\" java.lang.StackOverflowError' >&2; exit 1", "java.lang.StackOverflowError")]
    [InlineData("echo 'ERROR {ConfigParser} - org.wso2.config.mapper.ConfigParserException: Error while parsing' >>repository/logs/wso2carbon.log", "ConfigParserException")]
    [InlineData("echo 'FATAL - WSO2 Carbon initialization Failed' >>repository/logs/wso2carbon.log", "stop it")]
    [InlineData("exit 1", "in the foreground")]
    [InlineData("echo 'WARN - Waiting for required OSGiAxis2Service: X' >>repository/logs/wso2carbon.log", "Waiting for required OSGiAxis2Service: X")]
    public async Task Tells_why_a_server_does_not_come_up(string behaviour, string reason)
    {
        using var home = new ServerHome(Folder);
        home.Behaves(behaviour);
        await using var client = await Shells.StartAsync("dash");
        var patient = reason.StartsWith("Waiting", StringComparison.Ordinal) ? 3 : 60;

        var failure = await Should.ThrowAsync<TaskFailedException>(() => (Server(home) with { Timeout = patient }).ApplyAsync(Shells.Host(client), Cancellation));

        failure.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_keeps_nothing_from_starting_and_that_program_is_left_alone()
    {
        using var home = new ServerHome(Folder);
        using var other = Process.Start("sleep", "600");
        await using var client = await Shells.StartAsync("dash");
        File.WriteAllText(home.PidFile, $"{other.Id}\n\0\0\0");

        (await Server(home, ServerGoal.Stopped).DoAsync(Shells.Host(client), Cancellation)).Effects.ShouldBeEmpty();
        var (_, effects) = await Server(home).DoAsync(Shells.Host(client), Cancellation);

        effects.ShouldBe([$"server {home.Path}: stopped -> started"]);
        other.HasExited.ShouldBeFalse();
        other.Kill();
    }

    [Fact]
    public async Task A_server_whose_pid_file_is_lost_is_found_and_not_taken_for_its_neighbour()
    {
        using var home = new ServerHome(Folder);
        using var neighbour = new ServerHome(Folder, "wso2am-3.2.0-old");
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        await Server(neighbour).DoAsync(host, Cancellation);
        var pid = neighbour.Pid;
        File.Move(neighbour.PidFile, neighbour.PidFile + ".kept");

        (await Server(home, ServerGoal.Stopped).DoAsync(host, Cancellation)).Effects.ShouldBeEmpty();
        var (answer, effects) = await Server(neighbour).DoAsync(host, Cancellation);

        effects.ShouldBeEmpty();
        answer.Values["pid"].ShouldBe((long)pid);
        File.Move(neighbour.PidFile + ".kept", neighbour.PidFile);
    }

    [Fact]
    public async Task A_server_that_does_not_stop_is_killed_only_when_asked()
    {
        using var home = new ServerHome(Folder);
        File.WriteAllText(home.Path.Combine("stubborn").Text, "");
        await using var client = await Shells.StartAsync("dash");
        await Server(home).DoAsync(Shells.Host(client), Cancellation);
        var stop = Server(home, ServerGoal.Stopped) with { StopTimeout = 1 };

        (await Should.ThrowAsync<TaskFailedException>(() => stop.ApplyAsync(Shells.Host(client), Cancellation))).Message.ShouldContain("has stopped");
        home.IsAlive.ShouldBeTrue();
        await (stop with { Kill = true }).ApplyAsync(Shells.Host(client), Cancellation);

        home.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task Says_that_there_is_no_server()
    {
        await using var client = await Shells.StartAsync("dash");
        var failure = await Should.ThrowAsync<TaskFailedException>(() => new ApimServer { Home = Folder }.ApplyAsync(Shells.Host(client), Cancellation));
        failure.Message.ShouldBe($"there is no WSO2 server in {Folder}: neither bin/api-manager.sh nor bin/wso2server.sh");
    }

    private static ApimServer Server(ServerHome home, ServerGoal state = ServerGoal.Started) => new() { Home = home.Path, State = state, Ports = [], Timeout = 60 };
}
