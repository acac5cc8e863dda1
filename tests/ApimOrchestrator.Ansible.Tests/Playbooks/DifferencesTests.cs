using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Where this program does something else than Ansible on purpose; docs/ansible-differences.md says why.</summary>
public sealed class DifferencesTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("differences"));

    /// <summary>Both do what is written down.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Differs_as_written_down(string name) => PlaybookCases.DifferAsync("differences", name, TestContext.Current.CancellationToken);
}
