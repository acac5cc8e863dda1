using System.Diagnostics;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Tests.Hosts.Agent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>An agent that dies without a word while its program runs: what it started keeps the connection open, and nothing else would tell.</summary>
public sealed class KilledAgentTests : AgentTest
{
    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task The_run_ends_and_so_does_the_program(string shell)
    {
        var client = await Shells.StartAsync(shell, patience: TimeSpan.FromSeconds(0.5));
        var marker = Folder.Combine("begun").Text;
        var run = Shells.Host(client).RunAsync(Command.Shell("echo $$ >\"$1.new\"; mv \"$1.new\" \"$1\"; sleep 600", marker), new Change(new Subject("command", "test"), "runs", null), Cancellation);
        while (!File.Exists(marker))
        {
            await Task.Delay(20, Cancellation);
        }

        using var kill = Process.Start("kill", ["-KILL", $"{client.Hello.Pid}"]);

        (await Should.ThrowAsync<HostLostException>(() => run)).Message.ShouldBe("here: the agent does not answer any more; was it killed? See whether the host has the memory it needs, and run again");
        var program = (await File.ReadAllTextAsync(marker, Cancellation)).Trim();
        while (Directory.Exists($"/proc/{program}"))
        {
            await Task.Delay(20, Cancellation);
        }

        await client.DisposeAsync();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task One_that_lives_is_left_alone_however_long_its_program_is_silent(string shell)
    {
        await using var client = await Shells.StartAsync(shell, patience: TimeSpan.FromSeconds(0.2));

        var result = await Shells.Host(client).RunAsync(Command.Shell("sleep 4; echo done"), new Change(new Subject("command", "test"), "runs", null), Cancellation);

        result.Output.ShouldBe("done\n");
        (await Shells.Host(client).RunAsync(new Command("echo", "again"), new Change(new Subject("command", "test"), "runs", null), Cancellation)).Output.ShouldBe("again\n");
    }
}
