using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts;
using ApimOrchestrator.Hosts.Ssh;
using ApimOrchestrator.Tests.Hosts.Agent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Ssh;

public sealed class SshTransportTests(SshServer server) : AgentTest, IClassFixture<SshServer>
{
    [Fact]
    public async Task An_agent_over_ssh_looks_changes_and_runs()
    {
        await using var client = await SshServer.StartAsync(server.Settings());
        var host = Shells.Host(client);
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        await host.PutAsync(new PathChange(Folder.Combine("f"), new PathState.Absent(), FileOf(bytes)), Cancellation);
        var state = await host.StateOfAsync(Folder.Combine("f"), PathDetail.Hash, Cancellation);
        (await state.ShouldBeOfType<PathState.File>().Content.ReadAsync(Cancellation)).ShouldBe(bytes);
        var result = await host.RunAsync(new Command("sh", "-c", "cat; echo err >&2; exit 3") { Input = Content.Of(bytes) }, Change.Opaque(new Command("x")), Cancellation);
        (result.ExitCode, result.Error).ShouldBe((3, "err\n"));
        result.RawOutput.ToArray().ShouldBe(bytes);
        var before = client.RoundTrips;
        await host.LookAsync([new PathLook(Folder), new TreeLook(Folder), new CommandLook<int>(new Subject("x", "y"), new Command("true"), static r => r.ExitCode)], Cancellation);
        (client.RoundTrips - before).ShouldBe(1);
    }

    [Fact]
    public async Task One_connection_carries_the_agents_of_all_users()
    {
        Assert.SkipUnless(IsRoot, "becoming another user without a password needs root");
        // By number, because what the former test had open may be ending still.
        var before = server.SessionIds;
        await using (var pool = new HostPool(new PoolOptions { Forks = 5 }))
        {
            var settings = server.Settings();
            await pool.OpenAsync([], Cancellation);
            var nobody = pool.HostFor(settings with { Become = new BecomeSettings("nobody", "su") }, new TaskOptions());
            (await nobody.LookAsync(new IdentityLook(), Cancellation)).User.ShouldBe("nobody");
            (await nobody.As("daemon").LookAsync(new IdentityLook(), Cancellation)).User.ShouldBe("daemon");
            (await pool.HostFor(settings, new TaskOptions()).LookAsync(new IdentityLook(), Cancellation)).User.ShouldBe("root");
            (await pool.HostFor(settings with { }, new TaskOptions { Pretend = true }).LookAsync(new IdentityLook(), Cancellation)).User.ShouldBe("root");
            server.SessionIds.Except(before).Count().ShouldBe(1);
        }

        await WaitForAsync(() => !server.SessionIds.Except(before).Any());
    }

    [Theory, InlineData("ed25519"), InlineData("rsa"), InlineData("ecdsa")]
    public async Task A_host_is_asked_for_the_kind_of_key_that_is_known(string type)
    {
        server.WriteKnown("only-" + type, server.KnownLines(server.KnownName, type));
        await using var client = await SshServer.StartAsync(server.Settings("only-" + type));
        client.Hello.Identity.User.ShouldBe(Environment.UserName);
    }

    [Fact]
    public async Task Hashed_names_are_recognised()
    {
        SshServer.Run("ssh-keygen", "-H", "-f", server.WriteKnown("hashed", server.KnownLines(server.KnownName)));
        File.ReadAllText(server.In("hashed")).ShouldStartWith("|1|");
        await using var client = await SshServer.StartAsync(server.Settings("hashed"));
        client.Hello.Version.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_with_its_fingerprint_and_what_to_do()
    {
        server.WriteKnown("nothing", "");
        var lost = await LostAsync(server.Settings("nothing"));
        lost.Reason.ShouldBe(HostLostReason.HostKeyRejected);
        lost.Message.ShouldStartWith($"node1: the host key of {server.KnownName} is not known");
        lost.Message.ShouldContain("SHA256:");
        lost.Message.ShouldContain(server.In("nothing"));
        File.ReadAllText(server.In("nothing")).ShouldBe("");
    }

    [Fact]
    public async Task A_changed_key_is_refused_with_the_line_that_knows_another()
    {
        server.NewKey("other-host", "ed25519");
        server.WriteKnown("changed", $"# comment\n{server.KnownName} {server.PublicKey("other-host")}\n");
        foreach (var checking in new[] { HostKeyChecking.Strict, HostKeyChecking.AcceptNew })
        {
            var lost = await LostAsync(server.Settings("changed"), checking);
            lost.Reason.ShouldBe(HostLostReason.HostKeyRejected);
            lost.Message.ShouldContain("HAS CHANGED");
            lost.Message.ShouldContain(server.In("changed") + ":2");
            lost.Message.ShouldContain(SshServer.Run("ssh-keygen", "-l", "-f", server.In("host-ed25519.pub")).Split(' ')[1]);
        }
    }

    [Fact]
    public async Task A_revoked_key_is_refused_whatever_is_configured()
    {
        server.WriteKnown("revoked", server.KnownLines(server.KnownName) + $"@revoked * {server.PublicKey("host-ed25519")}\n");
        foreach (var checking in Enum.GetValues<HostKeyChecking>())
        {
            var lost = await LostAsync(server.Settings("revoked"), checking);
            (lost.Reason, lost.Message.Contains("revoked", StringComparison.Ordinal)).ShouldBe((HostLostReason.HostKeyRejected, true));
        }
    }

    [Fact]
    public async Task Accept_new_remembers_a_key_which_is_then_known()
    {
        server.WriteKnown("new", "# no line end");
        await using (await SshServer.StartAsync(server.Settings("new", "-o StrictHostKeyChecking=accept-new")))
        {
        }

        File.ReadAllLines(server.In("new")).Length.ShouldBe(2);
        await using var client = await SshServer.StartAsync(server.Settings("new"));
        client.Hello.Version.ShouldBe(1);
    }

    [Theory, InlineData("127.0.0.1,node1", true), InlineData("somewhere-else", false)]
    public async Task A_certificate_counts_for_the_names_in_it_only(string principals, bool isTrusted)
    {
        var (name, port) = ("ca-" + isTrusted, SshServer.FreePort());
        server.NewKey(name, "ed25519");

        // the SSH library misreads the one host certificate in 512 whose key begins with nine set bits, and refuses it
        do
        {
            File.Delete(server.In(name + "-host"));
            server.NewKey(name + "-host", "ed25519");
        }
        while (Convert.FromBase64String(server.PublicKey(name + "-host").Split(' ')[1])[^32] == 0xFF);
        SshServer.Run("ssh-keygen", "-q", "-s", server.In(name), "-I", "test", "-h", "-n", principals, server.In(name + "-host.pub"));
        await server.StartAsync(name, port, $"HostKey {server.In(name + "-host")}\nHostCertificate {server.In(name + "-host-cert.pub")}\nHostKeyAlgorithms ssh-ed25519-cert-v01@openssh.com");
        server.WriteKnown(name + "-known", $"@cert-authority * {server.PublicKey(name)}\n");
        var settings = server.Settings(name + "-known") with { Port = port };
        if (isTrusted)
        {
            await using var client = await SshServer.StartAsync(settings);
            client.Hello.Version.ShouldBe(1);
        }
        else
        {
            var lost = await LostAsync(settings);
            (lost.Reason, lost.Message.Contains("shows ssh-ed25519 SHA256:", StringComparison.Ordinal)).ShouldBe((HostLostReason.HostKeyRejected, true), lost.Message);
        }
    }

    [Fact]
    public async Task A_refused_key_or_password_is_one_clear_line()
    {
        server.NewKey("stranger", "ed25519");
        server.NewKey("locked", "ed25519", "passphrase");
        var refused = await LostAsync(server.Settings() with { PrivateKeyFile = server.In("stranger") });
        (refused.Reason, refused.Message.Split('\n').Length).ShouldBe((HostLostReason.AuthenticationFailed, 1));
        refused.Message.ShouldContain($"{Environment.UserName}@127.0.0.1:{server.Port}");
        var password = await LostAsync(server.Settings() with { PrivateKeyFile = server.In("stranger"), Password = new Secret("wr0ng-secret") });
        password.Reason.ShouldBe(HostLostReason.AuthenticationFailed);
        password.ToString().ShouldNotContain("wr0ng-secret");
        (await LostAsync(server.Settings() with { PrivateKeyFile = server.In("locked") })).Message.ShouldContain("passphrase");
        (await LostAsync(server.Settings() with { PrivateKeyFile = server.In("none") })).Message.ShouldContain("no such file");
        (await LostAsync(server.Settings() with { PrivateKeyFile = server.In("user.pub") })).Message.ShouldContain(server.In("user.pub"));
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_one_clear_line()
    {
        var refused = await LostAsync(server.Settings() with { Port = SshServer.FreePort() });
        (refused.Reason, refused.Message.Contains("refuses the connection", StringComparison.Ordinal)).ShouldBe((HostLostReason.Unreachable, true));
        (await LostAsync(server.Settings() with { Address = "no-such-host.invalid" })).Message.ShouldContain("no-such-host.invalid");
        (await LostAsync(server.Settings() with { Address = "-oProxyCommand=x" })).Message.ShouldContain("is not a host name");
        (await LostAsync(server.Settings() with { User = "-x" })).Message.ShouldContain("is not a user name");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var mute = await LostAsync(server.Settings() with { Port = ((IPEndPoint)silent.LocalEndpoint).Port, Timeout = TimeSpan.FromSeconds(1) });
        (mute.Reason, mute.Message.Contains("1 s", StringComparison.Ordinal)).ShouldBe((HostLostReason.Unreachable, true));
    }

    [Fact]
    public async Task A_jump_host_is_gone_through_and_checked_under_its_own_name()
    {
        var through = $"-o ProxyJump={Environment.UserName}@localhost:{server.Port} -i {server.Key}";
        server.WriteKnown("both", server.KnownLines(server.KnownName) + server.KnownLines($"[localhost]:{server.Port}"));
        await using var client = await SshServer.StartAsync(server.Settings("both", through));
        client.Hello.Version.ShouldBe(1);
        var lost = await LostAsync(server.Settings("known", through));
        (lost.Reason, lost.Message.Contains($"[localhost]:{server.Port}", StringComparison.Ordinal)).ShouldBe((HostLostReason.HostKeyRejected, true));
    }

    [Fact]
    public async Task Keys_of_an_ssh_agent_are_offered()
    {
        var socket = server.In("agent.sock");
        using var agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        try
        {
            while (!File.Exists(socket))
            {
                await Task.Delay(20, Cancellation);
            }

            Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", socket);
            SshServer.Run("ssh-add", "-q", server.Key);
            await using var client = await SshServer.StartAsync(server.Settings() with { PrivateKeyFile = null });
            client.Hello.Version.ShouldBe(1);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", null);
            agent.Kill();
        }
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_noticed_at_once_and_its_program_ended()
    {
        var client = await SshServer.StartAsync(server.Settings());
        var host = Shells.Host(client);
        var pid = Folder.Combine("pid").Text;
        var run = host.RunAsync(Command.Shell("echo $$ >\"$1.new\"; mv \"$1.new\" \"$1\"; sleep 600", pid), Change.Opaque(new Command("x")), Cancellation);
        await WaitForAsync(() => File.Exists(pid));
        SshServer.Run("kill", "-KILL", SshServer.SessionOf(client));
        var lost = await Should.ThrowAsync<HostLostException>(() => run);
        (lost.Reason, lost.Message.StartsWith("node1 (127.0.0.1)", StringComparison.Ordinal)).ShouldBe((HostLostReason.ConnectionLost, true));
        (await Should.ThrowAsync<HostLostException>(() => host.StateOfAsync(Folder, PathDetail.Hash, Cancellation))).Reason.ShouldBe(HostLostReason.ConnectionLost);
        await WaitForAsync(() => !Directory.Exists($"/proc/{File.ReadAllText(pid).Trim()}/fd"));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_falls_silent_is_noticed_while_a_long_program_is_not_mistaken_for_one()
    {
        var client = await SshServer.StartAsync(server.Settings() with { Timeout = TimeSpan.FromSeconds(6) });
        var host = Shells.Host(client);
        (await host.RunAsync(Command.Shell("sleep 14; echo done"), Change.Opaque(new Command("x")), Cancellation)).Output.ShouldBe("done\n");
        var session = SshServer.SessionOf(client);
        SshServer.Run("kill", "-STOP", session);
        try
        {
            var lost = await Should.ThrowAsync<HostLostException>(() => host.StateOfAsync(Folder, PathDetail.Hash, Cancellation));
            (lost.Reason, lost.Message.Contains("silent", StringComparison.Ordinal)).ShouldBe((HostLostReason.ConnectionLost, true));
            await client.DisposeAsync();
        }
        finally
        {
            SshServer.Run("kill", "-KILL", session);
        }
    }

    private static async Task<HostLostException> LostAsync(ConnectionSettings settings, HostKeyChecking checking = HostKeyChecking.Strict) =>
        await Should.ThrowAsync<HostLostException>(() => SshServer.StartAsync(settings, checking));

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
