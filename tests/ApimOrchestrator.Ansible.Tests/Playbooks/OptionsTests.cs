using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Options of the command line, and listings.</summary>
public sealed class OptionsTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("options"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("options", name, TestContext.Current.CancellationToken);
}
