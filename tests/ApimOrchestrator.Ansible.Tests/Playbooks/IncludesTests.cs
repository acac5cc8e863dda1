using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Files of tasks, playbooks and variables that are imported and included.</summary>
public sealed class IncludesTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("includes"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("includes", name, TestContext.Current.CancellationToken);
}
