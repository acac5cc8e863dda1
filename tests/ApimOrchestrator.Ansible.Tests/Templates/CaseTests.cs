using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>Expressions by topic, one a line, and template files, each under a line with its title.</summary>
public sealed class CaseTests(TemplateAnswers answers) : IClassFixture<TemplateAnswers>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Templates", "Cases");
    private static readonly JsonNode Variables = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Templates", "jinja2-cases.json")))!["variables"]!;

    public static TheoryData<string> Topics() => [.. Directory.EnumerateFiles(Path.Combine(Folder, "expressions")).Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Expressions_mean_the_same(string topic)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder, "expressions", topic + ".txt"), TestContext.Current.CancellationToken);

        await CompareAsync([.. lines.Where(line => line.Length > 0).Select(line => new TemplateCase("expression", line))]);
    }

    [Fact]
    public async Task Template_files_render_the_same_byte_for_byte()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "templates", "statements.txt"), TestContext.Current.CancellationToken);
        var cases = text.Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(part => new TemplateCase("template", part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..])).ToList();

        cases.Count.ShouldBeGreaterThan(60);
        await CompareAsync(cases);
    }

    private async Task CompareAsync(IReadOnlyList<TemplateCase> cases) =>
        string.Join("\n", await answers.DifferencesAsync(Variables, Path.Combine(Folder, "files"), cases, TestContext.Current.CancellationToken)).ShouldBeEmpty();
}
