using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Playbooks;

public sealed class ShippedPlaybookTests
{
    public static TheoryData<string> Names() => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "playbooks"), "*.yml").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "playbooks/steps"), "*.yml")).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_playbook_has_nothing_wrong(string name)
    {
        var project = new Project(new ProjectOptions { Modules = ApimOrchestrator.Modules.ModuleCatalog.All });
        project.LoadInventory([Path.Combine(Repository.Root, "inventory/lab.yml")]);
        var playbook = project.LoadPlaybook(Path.Combine(Repository.Root, name));
        project.Problems.All.ShouldBeEmpty();
        playbook.Plays.ShouldNotBeEmpty();
    }
}
