using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>Handlers: order, topics, failures, forcing, flushing.</summary>
public sealed class HandlersTests
{
    /// <summary>The cases.</summary>
    public static TheoryData<string> Cases => new(PlaybookCase.Names("handlers"));

    /// <summary>The law.</summary>
    /// <param name="name">The case.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public Task Means_the_same(string name) => PlaybookCases.CompareAsync("handlers", name, TestContext.Current.CancellationToken);
}
