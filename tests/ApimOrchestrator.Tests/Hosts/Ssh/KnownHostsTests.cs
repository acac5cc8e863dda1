using ApimOrchestrator.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Ssh;

public sealed class KnownHostsTests
{
    private static readonly byte[] Key = [1, 2, 3];

    [Theory]
    [InlineData("node1", "node1", true)]
    [InlineData("node1", "node2", false)]
    [InlineData("NODE1", "node1", true)]
    [InlineData("a,node1,b", "node1", true)]
    [InlineData("node*", "node12", true)]
    [InlineData("node?", "node12", false)]
    [InlineData("node?", "node1", true)]
    [InlineData("*,!node1", "node1", false)]
    [InlineData("!node1,*", "node1", false)]
    [InlineData("*,!node1", "node2", true)]
    [InlineData("!node1", "node2", false)]
    [InlineData("node1", "[node1]:2222", false)]
    [InlineData("[node1]:2222", "[node1]:2222", true)]
    [InlineData("[node1]:2222", "[node1]:2223", false)]
    [InlineData("[*]:2222", "[node1]:2222", true)]
    [InlineData("10.0.0.*", "10.0.0.7", true)]
    [InlineData("10.0.0.*", "10x0.0.7", false)]
    public void A_line_is_about_the_hosts_its_patterns_match(string patterns, string name, bool isAbout) =>
        KnownHostsLine.Parse("f", 1, $"{patterns} ssh-ed25519 AQID")!.IsAbout(name).ShouldBe(isAbout);

    // made with: ssh-keygen -H
    [Theory]
    [InlineData("node1.example", true)]
    [InlineData("node2.example", false)]
    public void A_hashed_line_is_about_one_host(string name, bool isAbout)
    {
        var salt = Convert.FromBase64String("F1E1KeoE/eEWhi10WpGv4OdiO6Y=");
#pragma warning disable CA5350 // the format's own hash
        var hash = Convert.ToBase64String(System.Security.Cryptography.HMACSHA1.HashData(salt, "node1.example"u8));
#pragma warning restore CA5350
        KnownHostsLine.Parse("f", 1, $"|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|{hash} ssh-ed25519 AQID")!.IsAbout(name).ShouldBe(isAbout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# comment")]
    [InlineData("   ")]
    [InlineData("node1")]
    [InlineData("node1 ssh-ed25519")]
    [InlineData("node1 ssh-ed25519 not!base64")]
    [InlineData("@revoked")]
    public void What_is_no_entry_is_passed_over(string line) => KnownHostsLine.Parse("f", 1, line).ShouldBeNull();

    [Theory]
    [InlineData("node1 ssh-ed25519 AQID", HostKeyTrust.Known)]
    [InlineData("node1 ssh-ed25519 BAUG", HostKeyTrust.Changed)]
    [InlineData("node1 ssh-rsa BAUG", HostKeyTrust.Changed)]
    [InlineData("node2 ssh-ed25519 AQID", HostKeyTrust.Unknown)]
    [InlineData("node1 ssh-ed25519 BAUG\nnode1 ssh-ed25519 AQID", HostKeyTrust.Known)]
    [InlineData("node1 ssh-ed25519 AQID\n@revoked * ssh-ed25519 AQID", HostKeyTrust.Revoked)]
    [InlineData("@revoked other ssh-ed25519 AQID\nnode1 ssh-ed25519 AQID", HostKeyTrust.Known)]
    [InlineData("@cert-authority node1 ssh-ed25519 CQkJ", HostKeyTrust.Known)]
    [InlineData("@cert-authority node2 ssh-ed25519 CQkJ", HostKeyTrust.Unknown)]
    [InlineData("@cert-authority node1 ssh-ed25519 AQID", HostKeyTrust.Unknown)]
    [InlineData("@cert-authority node1 ssh-ed25519 CQkJ\n@revoked * ssh-ed25519 CQkJ", HostKeyTrust.Revoked)]
    public void A_key_is_judged_by_all_lines(string text, HostKeyTrust trust)
    {
        var lines = text.Split('\n').Select((line, index) => KnownHostsLine.Parse("f", index + 1, line)!).ToList();
        new KnownHosts(lines).Judge("node1", "ssh-ed25519", Key, [9, 9, 9]).Trust.ShouldBe(trust);
    }

    [Fact]
    public void Many_hosts_are_remembered_at_once_in_a_file_that_is_made_private()
    {
        var folder = Directory.CreateTempSubdirectory("apim-known-").FullName;
        var file = Path.Combine(folder, "ssh", "known_hosts");
        Parallel.For(0, 30, index => KnownHosts.Remember(file, $"node{index}", "ssh-ed25519", Key));
        var known = KnownHosts.Read([file, Path.Combine(folder, "missing")]);
        for (var index = 0; index < 30; index++)
        {
            known.Judge($"node{index}", "ssh-ed25519", Key, []).Trust.ShouldBe(HostKeyTrust.Known);
        }

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.Delete(folder, recursive: true);
    }
}
