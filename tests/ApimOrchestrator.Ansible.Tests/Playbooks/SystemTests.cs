using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Modules that change the system itself: users, groups, cron. Needs root, and leaves this machine as it was.</summary>
public sealed class SystemTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("system"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name)
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        return PlaybookCases.CompareAsync("system", name, TestContext.Current.CancellationToken);
    }
}
