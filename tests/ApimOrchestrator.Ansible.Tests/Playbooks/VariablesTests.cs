using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Variables: where they come from, and when they are evaluated.</summary>
public sealed class VariablesTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("variables"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("variables", name, TestContext.Current.CancellationToken);
}
