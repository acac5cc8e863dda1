using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ApimOrchestrator.Tests.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Cli;

/// <summary>The command <c>watch</c>.</summary>
public sealed class WatchTests : ProgramTest
{
    private string Target => Path.Combine(Folder, "target");

    private string Playbook => Write($"- hosts: localhost\n  gather_facts: false\n  tasks:\n    - copy: {{dest: {Target}, content: \"right\\n\"}}\n");

    [Fact]
    public async Task Once_answers_3_where_something_has_drifted_and_0_where_nothing_has_and_touches_nothing()
    {
        await File.WriteAllTextAsync(Target, "wrong\n", Cancellation);
        var drifted = await RunAsync("watch", Playbook, "--once");
        (await File.ReadAllTextAsync(Target, Cancellation)).ShouldBe("wrong\n");
        await File.WriteAllTextAsync(Target, "right\n", Cancellation);
        var clean = await RunAsync("watch", Playbook, "--once");

        drifted.ExitCode.ShouldBe(3, drifted.Errors);
        drifted.Output.ShouldContain($"drift: localhost: {Target}: is file 0644");
        clean.ExitCode.ShouldBe(0, clean.Errors);
        clean.Output.ShouldContain("round 1: clean");
    }

    [Fact]
    public async Task Rounds_go_on_through_drift_and_wrong_files_and_Prometheus_and_a_webhook_are_told()
    {
        await File.WriteAllTextAsync(Target, "wrong\n", Cancellation);
        using var hook = new TcpListener(IPAddress.Loopback, 0);
        hook.Start();
        var port = SshServer.FreePort();
        var playbook = Playbook;
        using var program = Start("watch", playbook, "--interval", "0.2", "--output", "jsonl", "--metrics", $"127.0.0.1:{port}", "--webhook", $"http://{hook.LocalEndpoint}/drift");
        program.StandardInput.Close();

        // the first delivery is refused, so it must come again
        var refused = await DeliveryAsync(hook, "503 Busy");
        var delivered = await DeliveryAsync(hook, "200 OK");
        await File.WriteAllTextAsync(Target, "right\n", Cancellation);
        (await LineAsync(program, "clean")).GetProperty("drift").GetArrayLength().ShouldBe(0);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync($"http://127.0.0.1:{port}/metrics", Cancellation);
        await File.WriteAllTextAsync(playbook, "- hosts: [", Cancellation);
        (await LineAsync(program, "failed")).GetProperty("failures")[0].GetString()!.ShouldContain("playbook.yml");
        await File.WriteAllTextAsync(playbook, "- hosts: localhost\n  gather_facts: false\n  tasks: []\n", Cancellation);
        await LineAsync(program, "clean");
        program.Kill();

        delivered.ShouldBe(refused);
        JsonDocument.Parse(delivered).RootElement.GetProperty("drift")[0].GetProperty("subject").GetString().ShouldBe(Target);
        metrics.ShouldContain("apim_orchestrator_rounds_total{result=\"drift\"} ");
        metrics.ShouldContain("apim_orchestrator_drift{host=\"localhost\"} 0");
        metrics.ShouldContain("apim_orchestrator_host_up{host=\"localhost\"} 1");
    }

    private static async Task<JsonElement> LineAsync(System.Diagnostics.Process program, string result)
    {
        while (await program.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (JsonDocument.Parse(line).RootElement is var told && told.GetProperty("result").GetString() == result)
            {
                return told;
            }
        }

        throw new InvalidOperationException(await program.StandardError.ReadToEndAsync(Cancellation));
    }

    private static async Task<string> DeliveryAsync(TcpListener hook, string answer)
    {
        using var client = await hook.AcceptTcpClientAsync(Cancellation);
        var (stream, text, buffer) = (client.GetStream(), new StringBuilder(), new byte[65536]);
        while (!text.ToString().Contains("\r\n\r\n{", StringComparison.Ordinal) || !text.ToString().EndsWith('}'))
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Cancellation)));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Cancellation);
        return text.ToString().Split("\r\n\r\n")[1];
    }
}
