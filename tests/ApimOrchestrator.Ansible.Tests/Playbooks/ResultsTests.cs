using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Results: conditions, failures, checks, what tasks say and are called.</summary>
public sealed class ResultsTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("results"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("results", name, TestContext.Current.CancellationToken);
}
