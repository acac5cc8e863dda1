using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Tags: chosen, left out, inherited.</summary>
public sealed class TagsTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("tags"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("tags", name, TestContext.Current.CancellationToken);
}
