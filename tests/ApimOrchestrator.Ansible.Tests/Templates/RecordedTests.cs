using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>The cases whose answers the fast tests have by heart, asked again: the answers are still Ansible's.</summary>
public sealed class RecordedTests(TemplateAnswers answers) : IClassFixture<TemplateAnswers>
{
    [Fact]
    public async Task Every_recorded_case_means_the_same_to_Ansible_and_to_us()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Templates", "jinja2-cases.json"), TestContext.Current.CancellationToken))!;
        var cases = recorded["cases"]!.AsArray().Select(one => one!.AsObject().First()).Select(pair => new TemplateCase(pair.Key, pair.Value!.GetValue<string>())).ToList();

        cases.Count.ShouldBeGreaterThan(1000);
        (await answers.DifferencesAsync(recorded["variables"]!, "/nowhere", cases, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }
}
