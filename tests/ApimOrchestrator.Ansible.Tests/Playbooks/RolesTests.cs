using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Roles: their parts, dependencies, parameters, inclusion.</summary>
public sealed class RolesTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("roles"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("roles", name, TestContext.Current.CancellationToken);
}
