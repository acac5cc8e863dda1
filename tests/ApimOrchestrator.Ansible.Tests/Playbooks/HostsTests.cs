using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Which hosts work when: patterns, batches, delegation, strategies, lost hosts, meta.</summary>
public sealed class HostsTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("hosts"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("hosts", name, TestContext.Current.CancellationToken);
}
