using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Loops in all their forms, and tries.</summary>
public sealed class LoopsTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("loops"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("loops", name, TestContext.Current.CancellationToken);
}
