using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Ssh;

public sealed class SshTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apim-ssh-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_configuration_is_read_as_ssh_reads_it_the_first_value_wins()
    {
        var target = Target(
            """
            # ours
            Host web*  !web9
              HostName %h.internal
              Port=2200
              User "ops"
              IdentityFile ~/no-such-key
              Frobnicate yes
            Host *
              Port 22
              User other
              UserKnownHostsFile /a /b
              StrictHostKeyChecking accept-new
              ConnectTimeout 3
            """,
            "web1");
        (target.Host, target.Port, target.User, target.KnownName).ShouldBe(("web1.internal", 2200, "ops", "[web1.internal]:2200"));
        target.KnownHostsFiles.Take(2).ShouldBe(["/a", "/b"]);
        target.Checking.ShouldBe(HostKeyChecking.AcceptNew);
        target.NamedKeys.ShouldBeEmpty();
        var excluded = Target("Host web* !web9\n  User ops\nHost *\n  User other\n", "web9");
        excluded.User.ShouldBe("other");
    }

    [Fact]
    public void The_inventory_and_the_ssh_arguments_win_over_the_configuration()
    {
        var config = "Host *\n  Port 2200\n  User ops\n  HostKeyAlias shared\n";
        var target = Target(config, "node1", "-o Port=2300 -o StrictHostKeyChecking=no -o 'UserKnownHostsFile=/x y'");
        (target.Port, target.User, target.KnownName, target.Checking).ShouldBe((2300, "ops", "shared", HostKeyChecking.Off));
        var settings = Settings(config, "node1", "") with { Port = 2400, User = "root" };
        var inventory = SshTarget.Of(settings, HostKeyChecking.Strict);
        (inventory.Port, inventory.User).ShouldBe((2400, "root"));
    }

    [Fact]
    public void Jump_hosts_are_followed_and_have_settings_of_their_own()
    {
        var target = Target("Host gate\n  HostName 10.1.1.1\n  User guard\nHost inner\n  ProxyJump gate\nHost *\n  User ops\n", "inner", "-p 2222");
        (target.Host, target.Port, target.User).ShouldBe(("inner", 2222, "ops"));
        (target.Jump!.Host, target.Jump.Port, target.Jump.User, target.Jump.KnownName).ShouldBe(("10.1.1.1", 22, "guard", "10.1.1.1"));

        var chain = Target("", "inner", "-J anna@first:2201,second");
        (chain.Jump!.Host, chain.Jump.Jump!.Host, chain.Jump.Jump.Port, chain.Jump.Jump.User).ShouldBe(("second", "first", 2201, "anna"));
        Target("Host *\n  ProxyJump none\n", "inner").Jump.ShouldBeNull();
    }

    [Fact]
    public void Included_files_count_where_they_are_included()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "d"));
        File.WriteAllText(Path.Combine(_folder, "d", "1.conf"), "Host node1\n  User from-include\n");
        Target("Include d/*.conf\nHost *\n  User later\n", "node1").User.ShouldBe("from-include");
        Target("Include d/*.conf\nHost *\n  User later\n", "node2").User.ShouldBe("later");
    }

    [Theory]
    [InlineData("-o ProxyJump=a,-bad", "is not a host name")]
    [InlineData("-o Port=abc", "'abc' is not a port")]
    [InlineData("-Z x", "'-Z' in the ssh arguments is not supported")]
    [InlineData("nonsense", "'nonsense' in the ssh arguments is not an option")]
    [InlineData("-o", "needs a value")]
    [InlineData("-o User=-x", "is not a user name")]
    public void What_cannot_be_used_is_named(string arguments, string what)
    {
        var lost = Should.Throw<HostLostException>(() => Target("", "node1", arguments));
        lost.Message.ShouldStartWith("node1: ");
        lost.Message.ShouldContain(what);
    }

    [Fact]
    public void A_circle_of_jump_hosts_is_an_error()
    {
        var lost = Should.Throw<HostLostException>(() => Target("Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n", "a"));
        lost.Message.ShouldContain("circle");
    }

    private SshTarget Target(string config, string host, string arguments = "") => SshTarget.Of(Settings(config, host, arguments), HostKeyChecking.Strict);

    private ConnectionSettings Settings(string config, string host, string arguments)
    {
        var file = Path.Combine(_folder, "config");
        File.WriteAllText(file, config);
        return new ConnectionSettings(host, host) { SshArguments = $"-F {file} {arguments}" };
    }
}
