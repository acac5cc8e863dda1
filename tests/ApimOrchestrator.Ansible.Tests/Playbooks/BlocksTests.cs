using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Blocks with rescue and always, nested.</summary>
public sealed class BlocksTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("blocks"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("blocks", name, TestContext.Current.CancellationToken);
}
