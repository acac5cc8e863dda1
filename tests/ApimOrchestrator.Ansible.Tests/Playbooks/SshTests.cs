using ApimOrchestrator.Ansible.Tests.Tools;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Over real SSH: <c>SSHD</c> in a case's inventory stands for what leads a host to an sshd of this machine.</summary>
/// <param name="sshd">The server.</param>
public sealed class SshTests(LoopbackSshd sshd) : IClassFixture<LoopbackSshd>
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("ssh"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name)
    {
        var read = PlaybookCase.Read("ssh", name);
        var files = read.Files.ToDictionary(file => file.Key, file => file.Value.Replace("SSHD", sshd.HostVariables, StringComparison.Ordinal));
        return PlaybookCases.CompareAsync(read with { Files = files }, TestContext.Current.CancellationToken);
    }
}
