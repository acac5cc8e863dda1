using System.Text.Json.Nodes;
using ApimOrchestrator.Ansible.Tests.Tools;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Schemas;

/// <summary>The schema as a validator sees it (Debian's <c>python3-jsonschema</c>, in the draft it is written in and in draft 7, which editors know), over YAML read as editors read it.</summary>
public sealed class SchemaTests : IDisposable
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Schemas", "Cases");

    private readonly Scratch _scratch = new($"schema-{Guid.NewGuid():N}");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_schema_accepts_every_shipped_playbook()
    {
        var playbooks = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Schemas", "Playbooks"), "*.yml", SearchOption.AllDirectories).Order().ToList();

        playbooks.Count.ShouldBeGreaterThan(5);
        (await ProblemsAsync(playbooks)).Where(file => file.Problems.Count > 0).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_schema_accepts_whatever_the_loader_knows()
    {
        var playbooks = Directory.EnumerateFiles(Path.Combine(Cases, "right"), "*.yml").Order().ToList();

        playbooks.ShouldNotBeEmpty();
        (await ProblemsAsync(playbooks)).Where(file => file.Problems.Count > 0).ShouldBeEmpty();
    }

    /// <summary>Each file is a list of playbooks with one mistake each.</summary>
    [Fact]
    public async Task The_schema_rejects_every_wrong_playbook()
    {
        var texts = (await File.ReadAllTextAsync(Path.Combine(Cases, "wrong.txt"), TestContext.Current.CancellationToken)).Split("=====\n");
        for (var i = 0; i < texts.Length; i++)
        {
            _scratch.Write($"{i:00}.yml", texts[i]);
        }

        var checks = await ProblemsAsync([.. Directory.EnumerateFiles(_scratch.Folder, "??.yml").Order()]);

        checks.Count.ShouldBe(texts.Length);
        checks.Where(file => file.Problems.Count == 0).Select(file => File.ReadAllText(file.Path)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<(string Path, IReadOnlyList<string> Problems)>> ProblemsAsync(IReadOnlyList<string> files)
    {
        var schema = await Programs.OursAsync(["schema"], _scratch.Folder, "", TestContext.Current.CancellationToken);
        _scratch.Write("schema.json", schema.Output);
        var run = await Programs.RunAsync(
            "/usr/bin/python3", ["-W", "ignore", Path.Combine(Cases, "validate.py"), Path.Combine(_scratch.Folder, "schema.json"), .. files], _scratch.Folder, "", new Dictionary<string, string>(), TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(0, run.ToString());
        return [.. JsonNode.Parse(run.Output)!.AsArray().Select((problems, index) => (files[index], (IReadOnlyList<string>)[.. problems!.AsArray().Select(problem => problem!.GetValue<string>())]))];
    }
}
