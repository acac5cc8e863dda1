using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>Random expressions and templates. They are the same in every run; <c>FUZZ_SEED</c> and <c>FUZZ_COUNT</c> in the environment choose others and more.</summary>
public sealed class GeneratedTests(TemplateAnswers answers) : IClassFixture<TemplateAnswers>
{
    private static readonly JsonNode Variables = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Templates", "jinja2-cases.json")))!["variables"]!;

    [Fact]
    public async Task Random_expressions_mean_the_same() => await CompareAsync("expression", ExpressionGenerator.Expression(3));

    [Fact]
    public async Task Random_templates_render_the_same() => await CompareAsync("template", TemplateGenerator.Template(3));

    [Fact]
    public async Task Random_texts_mean_the_same() => await CompareAsync("text", TemplateGenerator.Template(2).Select(text => "t" + text));

    private async Task CompareAsync(string kind, Gen<string> generator)
    {
        var count = Setting("FUZZ_COUNT", 2000);
        var texts = generator.Sample(count, new Rnd((ulong)Setting("FUZZ_SEED", 1)), 50).Distinct().Select(text => new TemplateCase(kind, text)).ToList();
        texts.Count.ShouldBeGreaterThan(count / 2);

        var differences = await answers.DifferencesAsync(Variables, "/nowhere", texts, TestContext.Current.CancellationToken);

        string.Join("\n", differences).ShouldBeEmpty();
    }

    private static int Setting(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : usual;
}
