using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Local;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

/// <summary>Becoming another user: with the real sudo and su from root, and with programs that speak as sudo does where a login user would have to be made for the real one.</summary>
public sealed class BecomeTests : AgentTest
{
    private const string Password = "s3same-0pen";

    [Theory, InlineData("sudo"), InlineData("su")]
    public async Task Root_becomes_another_user_whose_agent_works_as_any_other(string method)
    {
        Assert.SkipUnless(IsRoot && File.Exists("/usr/bin/" + method), $"needs root and {method}");
        File.SetUnixFileMode(Folder.Text, (UnixFileMode)0x1FF);
        await using var client = await AgentClient.StartAsync(new ProcessTransport("here"), Options(method, null), TimeProvider.System, Cancellation);
        var host = Shells.Host(client);
        client.Hello.Identity.User.ShouldBe("nobody");
        var bytes = RandomNumberGenerator.GetBytes(2_500_000);
        var file = new PathState.File(Content.Of(bytes), 0x1A4, "nobody", client.Hello.Identity.Group);
        await host.PutAsync(new PathChange(Folder.Combine("f"), new PathState.Absent(), file), Cancellation);
        (await host.StateOfAsync(Folder.Combine("f"), PathDetail.Hash, Cancellation)).SameAs(file).ShouldBeTrue();
        (await host.RunAsync(new Command("cat") { Input = Content.Of(bytes) }, Change.Opaque(new Command("x")), Cancellation)).RawOutput.ToArray().ShouldBe(bytes);

        File.WriteAllText(Folder.Combine("closed").Text, "x");
        File.SetUnixFileMode(Folder.Combine("closed").Text, UnixFileMode.UserRead);
        (await Should.ThrowAsync<TaskFailedException>(() => host.StateOfAsync(Folder.Combine("closed"), PathDetail.Hash, Cancellation))).Message.ShouldBe($"cannot read {Folder}/closed: Permission denied");
        (await host.StateOfAsync(Folder.Combine("closed"), PathDetail.Attributes, Cancellation)).ShouldBeOfType<PathState.File>();
        Directory.CreateDirectory(Folder.Combine("dir").Text, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await Should.ThrowAsync<TaskFailedException>(() => host.StateOfAsync(Folder.Combine("dir/x"), PathDetail.Hash, Cancellation))).Message.ShouldBe($"cannot look at {Folder}/dir/x: Permission denied");
        (await Should.ThrowAsync<TaskFailedException>(() => host.LookAsync(new TreeLook(Folder), Cancellation))).Message.ShouldContain("Permission denied");
        (await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(new PathChange(Folder.Combine("dir/x"), new PathState.Absent(), file), Cancellation))).Message.ShouldContain("Permission denied");
        (await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(new PathChange(Folder.Combine("mine"), new PathState.Absent(), FileOf("x")), Cancellation))).Message.ShouldBe($"cannot create {Folder}/mine: Operation not permitted");
        Left().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("as sudo", "printf '%s' \"$prompt\" >&2; read -r p; [ \"$p\" = s3same-0pen ] || exit 1")]
    [InlineData("as sudo-rs", "printf '[sudo: %s] Password: ' \"$prompt\" >&2; read -r p; [ \"$p\" = s3same-0pen ] || exit 1")]
    [InlineData("with a lecture and stars", "echo 'We trust you have received the usual lecture'; echo lecture >&2; printf '%s' \"$prompt\" >&2; read -r p; printf '****\\n' >&2; [ \"$p\" = s3same-0pen ] || exit 1")]
    [InlineData("without asking", "echo 'welcome'; echo noise >&2")]
    public async Task The_password_is_given_when_it_is_asked_for(string kind, string script)
    {
        kind.ShouldNotBeEmpty();
        await using var client = await AgentClient.StartAsync(Sudo(script), Options("sudo", Password), TimeProvider.System, Cancellation);
        client.Hello.Identity.User.ShouldBe(Environment.UserName);
    }

    [Theory]
    [InlineData("printf '%s' \"$prompt\" >&2; read -r p; echo 'Sorry, try again.' >&2; printf '%s' \"$prompt\" >&2; read -r p; exit 1", "the password for 'sudo' was refused")]
    [InlineData("printf '%s' \"$prompt\" >&2; read -r p; echo 'sudo: Authentication failed, try again.' >&2; sleep 600", "the password for 'sudo' was refused")]
    [InlineData("echo 'anna is not in the sudoers file.' >&2; exit 1", "the login user has no right to become 'nobody' by sudo")]
    [InlineData("echo 'Sorry, user anna is not allowed to execute /bin/sh as nobody on node1.' >&2; exit 1", "the login user has no right to become 'nobody' by sudo")]
    [InlineData("echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1", "remove 'requiretty' from sudoers")]
    [InlineData("echo 'sudo: unknown user nobody' >&2; exit 1", "there is no user 'nobody' on the host")]
    [InlineData("echo 'something else' >&2; exit 1", "sudo failed: something else")]
    [InlineData("echo 'Verification code: ' >&2; sleep 600", "sudo gave no answer within 4 s; it said: Verification code:")]
    public async Task A_refusal_is_one_clear_line(string script, string why)
    {
        var options = Options("sudo", Password) with { Patience = TimeSpan.FromSeconds(2) };
        var failed = await Should.ThrowAsync<TaskFailedException>(() => AgentClient.StartAsync(Sudo(script), options, TimeProvider.System, Cancellation));
        failed.Message.ShouldStartWith("here: cannot become 'nobody': ");
        failed.Message.ShouldContain(why);
        failed.Message.ShouldNotContain('\n');
        failed.ToString().ShouldNotContain(Password);
        failed.Message.ShouldNotContain("apim-prompt");
    }

    [Fact]
    public async Task Without_a_known_password_nothing_is_sent_and_the_line_says_what_to_set()
    {
        var got = Folder.Combine("got").Text;
        var script = $"printf '%s' \"$prompt\" >&2; cat >{got}";
        var failed = await Should.ThrowAsync<TaskFailedException>(() => AgentClient.StartAsync(Sudo(script), Options("sudo", null), TimeProvider.System, Cancellation));
        failed.Message.ShouldContain("ansible_become_password");
        new FileInfo(got).Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_without_sudo_says_so()
    {
        var transport = new Prefixed($"PATH={Folder}; ");
        var failed = await Should.ThrowAsync<TaskFailedException>(() => AgentClient.StartAsync(transport, Options("sudo", null), TimeProvider.System, Cancellation));
        failed.Message.ShouldContain("the host has no sudo");
    }

    [Theory, InlineData("-x"), InlineData(""), InlineData("a b"), InlineData("x;id"), InlineData("$(id)")]
    public async Task What_is_no_user_name_reaches_no_shell(string user)
    {
        var options = new AgentOptions { Become = new BecomeSettings(user) };
        (await Should.ThrowAsync<TaskFailedException>(() => AgentClient.StartAsync(new ProcessTransport("here"), options, TimeProvider.System, Cancellation))).Message.ShouldContain("is not a user name");
    }

    private static AgentOptions Options(string method, string? password) => new() { Become = new BecomeSettings("nobody", method, password is null ? null : new Secret(password)) };

    // sudo -S -H -p PROMPT -u USER -- PROGRAM WORD ...
    private Prefixed Sudo(string script)
    {
        var path = Folder.Combine("sudo").Text;
        File.WriteAllText(path, $"#!/bin/sh\nprompt=$4\nshift 7\n{script}\nexec \"$@\"\n");
        File.SetUnixFileMode(path, (UnixFileMode)0x1ED);
        return new Prefixed($"PATH={Folder}:$PATH; ");
    }

    private sealed class Prefixed(string prefix) : ITransport
    {
        private readonly ProcessTransport _inner = new("here");

        public string Place => _inner.Place;

        public Task<AgentChannel> OpenAsync(string command, CancellationToken cancellation) => _inner.OpenAsync(prefix + command, cancellation);

        public Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellation) => _inner.IsAliveAsync(patience, cancellation);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
