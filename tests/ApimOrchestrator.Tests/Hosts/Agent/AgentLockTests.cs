using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Tests.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

/// <summary>One run at a time on a host, and nothing left of a killed one.</summary>
public sealed class AgentLockTests : AgentTest
{
    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_lock_is_held_until_the_agent_ends_and_tells_others_who_has_it(string shell)
    {
        var path = Folder.Combine("state/lock");
        await using var second = await Shells.StartAsync(shell);
        await using (var first = await Shells.StartAsync(shell))
        {
            await Shells.Host(first).LockAsync(path, "anna@desk since 10:00", (9, 9), Cancellation);
            var refused = await Should.ThrowAsync<HostLockedException>(() => Shells.Host(second).LockAsync(path, "ben", (9, 9), Cancellation));
            refused.Holder.ShouldBe("anna@desk since 10:00");
            refused.Agent.ShouldBe(first.Hello.Pid);
        }

        await Shells.Host(second).LockAsync(path, "ben", (9, 9), Cancellation);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_lock_is_free_once_its_holder_was_killed_and_no_longer_says_whose_it_was(string shell)
    {
        var path = Folder.Combine("state/lock");
        var first = await Shells.StartAsync(shell);
        await Shells.Host(first).LockAsync(path, "anna", (9, 9), Cancellation);
        var program = new Command("/bin/sh", "-c", "touch \"$0\"; sleep 600", Folder.Combine("began").Text);
        var running = Shells.Host(first).RunAsync(program, Change.Opaque(program), Cancellation);
        while (!File.Exists(Folder.Combine("began").Text))
        {
            await Task.Delay(20, Cancellation);
        }

        SshServer.Run("kill", "-KILL", $"{first.Hello.Pid}");

        await using var second = await Shells.StartAsync(shell);
        await Shells.Host(second).LockAsync(path, "ben", (9, 9), Cancellation);

        await using var third = await Shells.StartAsync(shell);
        (await Should.ThrowAsync<HostLockedException>(() => Shells.Host(third).LockAsync(path, "carl", (9, 9), Cancellation))).Holder.ShouldBe("ben");
        await first.DisposeAsync();
        await Should.ThrowAsync<HostLostException>(() => running);
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("bash --posix")]
    public async Task A_lock_taken_by_root_keeps_out_a_user_who_is_told_whose_it_is(string shell)
    {
        Assert.SkipUnless(IsRoot && File.Exists("/usr/bin/sudo"), "needs root and sudo");
        SshServer.Run("chmod", "755", Folder.Text);
        var path = Folder.Combine("lock");
        await File.WriteAllTextAsync(path.Text, "", Cancellation);
        await using var root = await Shells.StartAsync(shell);
        await using var nobody = await Shells.StartAsync("dash", become: new BecomeSettings("nobody"));

        await Shells.Host(root).LockAsync(path, "anna", (9, 9), Cancellation);

        (await Should.ThrowAsync<HostLockedException>(() => Shells.Host(nobody).LockAsync(path, "ben", (9, 9), Cancellation))).Holder.ShouldBe("anna");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task What_a_killed_agent_left_behind_is_gone_once_the_next_has_begun(string shell)
    {
        var killed = await Shells.StartAsync(shell);
        await killed.SendAsync([new AgentRequest("add", ["1", "1", Folder.Text]) { Payload = new byte[1000] }], Cancellation);
        await killed.SendAsync([new AgentRequest("spool", ["1"]) { Payload = new byte[1000] }], Cancellation);
        Left().Length.ShouldBe(1);
        var mark = $".apim-{killed.Hello.Pid}-";
        SshServer.Run("kill", "-KILL", $"{killed.Hello.Pid}");
        await killed.DisposeAsync();

        await using var looking = await Shells.StartAsync(shell, lookOnly: true);
        Left().Length.ShouldBe(1);
        await using var next = await Shells.StartAsync(shell);
        await next.SendAsync([new AgentRequest("ping", [])], Cancellation);

        Left().ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.GetTempPath(), mark + "*").ShouldBeEmpty();
    }
}
