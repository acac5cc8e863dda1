using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Local;
using ApimOrchestrator.Tests.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

public sealed class AgentRunTests : AgentTest
{
    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Words_input_environment_folder_and_both_outputs_pass_unchanged(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var input = RandomNumberGenerator.GetBytes(300_000);
        var command = new Command("/bin/sh", "-c", "printf '%s|' \"$@\"; printf '%s' \"$ODD\" >&2; pwd; cat >got; exit 7", "sh", "a b", "it's", "", "new\nline", "$HOME", "-x")
        {
            Input = Content.Of(input),
            Environment = new Dictionary<string, string> { ["ODD"] = "va'l\nue " },
            WorkingFolder = Folder.Text,
        };
        var result = await RunAsync(client, command);
        result.ExitCode.ShouldBe(7);
        result.Output.ShouldBe($"a b|it's||new\nline|$HOME|-x|{Folder}\n");
        result.Error.ShouldBe("va'l\nue ");
        File.ReadAllBytes(Folder.Combine("got").Text).ShouldBe(input);

        (await RunAsync(client, Command.Shell("printf '%s' \"${ODD-unset}\"; umask"))).Output.ShouldBe($"unset00{Convert.ToString(client.Hello.Identity.Umask, 8).PadLeft(2, '0')}\n");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_large_input_passes_and_one_that_is_not_read_does_no_harm(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var input = RandomNumberGenerator.GetBytes(2_500_000);
        var result = await RunAsync(client, new Command("sha256sum") { Input = Content.Of(input) });
        result.Output.ShouldStartWith(Convert.ToHexStringLower(SHA256.HashData(input)));
        (await RunAsync(client, new Command("echo", "no") { Input = Content.Of(input) })).Output.ShouldBe("no\n");
        (await RunAsync(client, new Command("echo", "no") { Input = Content.Of(new byte[100_000]) })).Output.ShouldBe("no\n");
        (await RunAsync(client, new Command("cat"))).Output.ShouldBe("");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Bytes_that_look_like_marks_are_data(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var bytes = Encoding.ASCII.GetBytes("\n0123 E 1 0\n\n\n").Concat(RandomNumberGenerator.GetBytes(100_000)).Concat("\n"u8.ToArray()).ToArray();
        (await RunAsync(client, new Command("cat") { Input = Content.Of(bytes) })).RawOutput.ToArray().ShouldBe(bytes);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_flood_is_cut_with_a_note_and_the_agent_goes_on(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var result = await RunAsync(client, Command.Shell("head -c 30000000 /dev/zero; echo done >&2"));
        result.RawOutput.Length.ShouldBe(16 << 20);
        result.Error.ShouldContain("done\n");
        result.Error.ShouldContain("it printed 30000000 bytes; only the first 16777216 are kept");
        (await RunAsync(client, new Command("echo", "on"))).Output.ShouldBe("on\n");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_time_limit_ends_the_program_and_all_it_started(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var pid = Folder.Combine("pid").Text;
        var result = await RunAsync(client, Command.Shell("sleep 600 & echo $! >\"$1\"; echo begun; wait", pid) with { Timeout = TimeSpan.FromSeconds(1) });
        result.ExitCode.ShouldBe(143);
        result.Output.ShouldBe("begun\n");
        result.Error.ShouldContain("ended because it ran longer than 1 s");
        await WaitForAsync(() => IsGone(File.ReadAllText(pid).Trim()));

        var look = new CommandLook<CommandResult>(new Subject("x", "y"), Command.Shell("sleep 600 & echo $! >\"$1\"; wait", pid) with { Timeout = TimeSpan.FromSeconds(1) }, static seen => seen);
        (await Shells.Host(client).LookAsync(look, Cancellation)).Error.ShouldContain("longer than 1 s");
        await WaitForAsync(() => IsGone(File.ReadAllText(pid).Trim()));
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_program_that_does_not_listen_is_killed(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var marker = Folder.Combine("begun").Text;
        var run = Shells.Host(client).RunAsync(Command.Shell("trap '' TERM; echo $$ >\"$1\"; while :; do sleep 1; done", marker), Change.Opaque(new Command("x")), stop.Token);
        await WaitForAsync(() => File.Exists(marker) && new FileInfo(marker).Length > 0);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        await WaitForAsync(() => IsGone(File.ReadAllText(marker).Trim()));
        (await RunAsync(client, new Command("echo", "on"))).Output.ShouldBe("on\n");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task What_a_program_leaves_running_neither_holds_up_nor_spoils_later_answers(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var result = await RunAsync(client, Command.Shell("(while :; do echo STRAY; echo STRAY >&2; sleep 0.1; done) & echo $!"));
        var pid = result.Output.Split('\n').First(static line => line != "STRAY");
        result.ExitCode.ShouldBe(0);
        for (var i = 0; i < 20; i++)
        {
            (await RunAsync(client, new Command("echo", "clean"))).ShouldBe(new CommandResult(0, "clean\n", "") { RawOutput = "clean\n"u8.ToArray() }, new ByText());
        }

        Signal("-KILL", pid);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_lost_agent_is_reported_once_and_for_all_and_leaves_nothing_behind(string shell)
    {
        var client = await Shells.StartAsync(shell);
        var (run, pid, scratch) = await StartLongAsync(client);
        Signal("-TERM", $"{client.Hello.Pid}");
        (await Should.ThrowAsync<HostLostException>(() => run)).Reason.ShouldBe(HostLostReason.ConnectionLost);
        (await Should.ThrowAsync<HostLostException>(() => RunAsync(client, new Command("true")))).Message.ShouldStartWith("here: ");
        await WaitForAsync(() => IsGone(pid) && !Directory.Exists(scratch));
        await client.DisposeAsync();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task When_its_input_ends_the_agent_ends_its_program_and_itself(string shell)
    {
        var client = await Shells.StartAsync(shell);
        var (run, pid, scratch) = await StartLongAsync(client);
        await client.DisposeAsync();
        (await Should.ThrowAsync<HostLostException>(() => run)).Message.ShouldContain("closed");
        await WaitForAsync(() => IsGone(pid) && IsGone($"{client.Hello.Pid}") && !Directory.Exists(scratch));
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task No_secret_is_on_any_command_line_or_in_the_agents_environment(string shell)
    {
        const string Canary = "c4nary-5ecret";
        await using var client = await Shells.StartAsync(shell);
        var command = Command.Shell("cat >/dev/null; sleep 0.3; test \"$PASS\" = \"$(cat \"$1\")\" && echo same", Folder.Combine("expected").Text) with
        {
            Input = Content.Of(Canary, secret: true),
            Environment = new Dictionary<string, string> { ["PASS"] = Canary },
        };
        await Shells.Host(client).PutAsync(new PathChange(Folder.Combine("expected"), new PathState.Absent(), FileOf(Canary, 0x180)), Cancellation);
        var run = RunAsync(client, command);
        var seen = new List<string>();
        while (!run.IsCompleted)
        {
            seen.AddRange(Processes("cmdline").Where(static line => line.Contains(Canary, StringComparison.Ordinal)));
            await Task.Delay(5, Cancellation);
        }

        (await run).Output.ShouldBe("same\n");
        seen.ShouldBeEmpty();
        File.ReadAllText($"/proc/{client.Hello.Pid}/environ").ShouldNotContain(Canary);
    }

    [Fact]
    public async Task A_host_that_lives_and_does_not_answer_is_waited_for_for_a_limited_time()
    {
        // Who opens a pipe that nobody writes to waits as who asks for a file whose file server is away.
        var pipe = Folder.Combine("pipe").Text;
        SshServer.Run("mkfifo", pipe);
        var options = new AgentOptions { Patience = TimeSpan.FromMilliseconds(500), Limit = TimeSpan.FromSeconds(1) };
        var client = await AgentClient.StartAsync(new ProcessTransport("here"), options, TimeProvider.System, Cancellation);

        var lost = await Should.ThrowAsync<HostLostException>(() => client.SendAsync([new AgentRequest("read", [pipe, "0"])], Cancellation));

        lost.Message.ShouldBe("here is up, but what it was asked for has not come within 1 s: does it lie on a network share whose server is away?");
        await File.WriteAllTextAsync(pipe, "end", Cancellation);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Looks_wait_for_a_program_that_runs_and_then_work()
    {
        await using var client = await Shells.StartAsync("dash");
        var run = RunAsync(client, Command.Shell("sleep 0.5; echo ran"));
        var look = Shells.Host(client).StateOfAsync(Folder, PathDetail.Attributes, Cancellation);
        (await run).Output.ShouldBe("ran\n");
        (await look).ShouldBeOfType<PathState.Folder>();
    }

    [Fact]
    public async Task A_host_without_the_shell_says_so()
    {
        var transport = new ApimOrchestrator.Hosts.Local.ProcessTransport("node1");
        var lost = await Should.ThrowAsync<HostLostException>(() => AgentClient.StartAsync(transport, new AgentOptions { Shell = "/bin/no-such-shell" }, TimeProvider.System, Cancellation));
        lost.Reason.ShouldBe(HostLostReason.ProtocolBroken);
        lost.Message.ShouldContain("node1: no agent could be started with /bin/no-such-shell");
        lost.Message.ShouldContain("not found");
    }

    private static Task<CommandResult> RunAsync(AgentClient client, Command command) => Shells.Host(client).RunAsync(command, Change.Opaque(command), Cancellation);

    private static IEnumerable<string> Processes(string file)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(static folder => char.IsAsciiDigit(folder[6])))
        {
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(folder, file));
            }
            catch (IOException)
            {
                continue;
            }

            yield return text;
        }
    }

    private static bool IsGone(string pid) => !Directory.Exists($"/proc/{pid}") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static void Signal(string signal, string pid)
    {
        using var kill = Process.Start("kill", [signal, pid]);
        kill.WaitForExit();
    }

    // a program that runs until it is ended, its process number, and the folder its output's pipe lies in
    private async Task<(Task<CommandResult> Run, string Pid, string Scratch)> StartLongAsync(AgentClient client)
    {
        var marker = Folder.Combine("begun").Text;
        var run = RunAsync(client, Command.Shell("echo $$ >\"$1.new\"; readlink /proc/self/fd/2 >>\"$1.new\"; mv \"$1.new\" \"$1\"; sleep 600", marker) with { Input = Content.Of("secret") });
        await WaitForAsync(() => File.Exists(marker));
        var lines = File.ReadAllLines(marker);
        Directory.Exists(Path.GetDirectoryName(lines[1])).ShouldBeTrue(lines[1]);
        return (run, lines[0], Path.GetDirectoryName(lines[1])!);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, Cancellation);
        }
    }

    private sealed class ByText : IEqualityComparer<CommandResult>
    {
        public bool Equals(CommandResult? x, CommandResult? y) => (x!.ExitCode, x.Output, x.Error) == (y!.ExitCode, y.Output, y.Error);

        public int GetHashCode(CommandResult result) => 0;
    }
}
