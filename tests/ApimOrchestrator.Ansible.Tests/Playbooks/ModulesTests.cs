using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Modules: what they change, answer and refuse.</summary>
public sealed class ModulesTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("modules"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("modules", name, TestContext.Current.CancellationToken);
}
