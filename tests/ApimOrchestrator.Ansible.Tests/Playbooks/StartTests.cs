using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>The simplest playbooks.</summary>
public sealed class StartTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("start"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("start", name, TestContext.Current.CancellationToken);
}
