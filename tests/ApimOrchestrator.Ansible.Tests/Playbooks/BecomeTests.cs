using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Becoming another user. Needs root, and leaves this machine as it was.</summary>
public sealed class BecomeTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("become"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name)
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        return PlaybookCases.CompareAsync("become", name, TestContext.Current.CancellationToken);
    }
}
