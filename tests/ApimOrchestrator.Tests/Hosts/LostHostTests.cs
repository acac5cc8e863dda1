using System.Diagnostics;
using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Tests.Hosts.Agent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts;

/// <summary>Hosts whose agent or connection goes and comes back.</summary>
public sealed class LostHostTests : AgentTest
{
    private static readonly ConnectionSettings Here = new("here", "localhost") { Kind = "local" };

    // the agent is the child of this process that all it starts descends from
    private static readonly CommandLook<int> AgentId = new(
        new Subject("process", "agent"),
        new Command("/bin/sh", "-c", "p=$$; while :; do read -r _ _ _ up _ </proc/$p/stat; [ \"$up\" = \"$0\" ] && break; p=$up; done; echo $p", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
        result => int.Parse(result.Output, CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_lost_host_is_reached_again_at_its_next_use()
    {
        await using var pool = new HostPool(new PoolOptions());
        var host = pool.HostFor(Here, new TaskOptions());
        await EndAsync(await host.LookAsync(AgentId, Cancellation));

        (await host.LookAsync(new PathLook(Folder), Cancellation)).ShouldBeOfType<PathState.Folder>();
    }

    [Theory, InlineData(HostLostReason.Unreachable, true), InlineData(HostLostReason.ConnectionLost, true), InlineData(HostLostReason.HostKeyRejected, false)]
    public async Task Waiting_for_a_host_outlasts_its_loss_but_not_another_host_in_its_place(HostLostReason reason, bool outlasts)
    {
        await using var client = await Shells.StartAsync("dash");
        var attempts = 0;
        var host = new AgentHost(
            "here", _ => attempts++ < 3 ? throw new HostLostException(reason, "gone") : Task.FromResult(client), new AgentRelatives(_ => throw new TaskFailedException("x"), _ => throw new TaskFailedException("x")), TimeProvider.System);
        var expectation = new Expectation<PathState>("it is back", new PathLook(Folder), state => state is PathState.Folder, TimeSpan.FromMinutes(1)) { Interval = TimeSpan.FromMilliseconds(10) };

        if (outlasts)
        {
            (await host.ExpectAsync(expectation with { SurvivesLoss = true }, Cancellation)).ShouldBeOfType<PathState.Folder>();
            attempts = 0;
        }

        await Should.ThrowAsync<HostLostException>(() => host.ExpectAsync(expectation with { SurvivesLoss = !outlasts }, Cancellation));
    }

    [Fact]
    public async Task A_host_that_was_lost_is_locked_again_before_it_is_changed()
    {
        await using var pool = new HostPool(new PoolOptions { Holder = "first" });
        await using var other = new HostPool(new PoolOptions { Holder = "second" });
        var host = pool.HostFor(Here, new TaskOptions());
        var file = Folder.Combine("file");
        await host.PutAsync(new PathChange(file, new PathState.Absent(), FileOf("1")), Cancellation);
        await EndAsync(await host.LookAsync(AgentId, Cancellation));

        await host.PutAsync(new PathChange(file, FileOf("1"), FileOf("2")), Cancellation);

        var refused = await Should.ThrowAsync<HostLockedException>(() => other.HostFor(Here, new TaskOptions()).PutAsync(new PathChange(file, FileOf("2"), FileOf("3")), Cancellation));
        refused.Holder.ShouldContain("first");
    }

    private static async Task EndAsync(int process)
    {
        using var agent = Process.GetProcessById(process);
        agent.Kill();
        await agent.WaitForExitAsync(Cancellation);
        await Task.Delay(200, Cancellation);
    }
}
