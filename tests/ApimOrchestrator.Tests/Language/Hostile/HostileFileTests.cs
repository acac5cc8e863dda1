using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Vault;
using ApimOrchestrator.Language.Yaml;
using ApimOrchestrator.Modules;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Hostile;

/// <summary>Files made to take all memory or all time: read, or refused with a diagnostic, within bounds. Allocations are counted, not time.</summary>
public sealed class HostileFileTests
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string, string> Texts() => new()
    {
        { "a line of a megabyte", "a: " + new string('x', Megabyte) },
        { "a key of a megabyte", new string('k', Megabyte) + ": 1" },
        { "a quoted line of a megabyte", "a: \"" + new string('x', Megabyte) + "\"" },
        { "an open quote of a megabyte", "a: \"" + new string('x', Megabyte) },
        { "a megabyte of spaces", "a:" + new string(' ', Megabyte) },
        { "a megabyte of newlines", new string('\n', Megabyte) + "a: 1" },
        { "a megabyte of brackets", new string('[', Megabyte) },
        { "a megabyte of closed brackets", new string('[', Megabyte / 2) + new string(']', Megabyte / 2) },
        { "a megabyte of braces", new string('{', Megabyte) },
        { "a megabyte of dashes", string.Concat(Enumerable.Repeat("- ", Megabyte / 2)) },
        { "a megabyte of question marks", string.Concat(Enumerable.Repeat("? ", Megabyte / 2)) },
        { "a megabyte of ampersands", new string('&', Megabyte) },
        { "a megabyte of comments", string.Concat(Enumerable.Repeat("# x\n", Megabyte / 4)) },
        { "steps to the right", string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "a:\n")) },
        { "a hundred thousand keys", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i}: {i}\n")) },
        { "a hundred thousand anchors", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"- &a{i} x\n")) },
        { "the same key again and again", string.Concat(Enumerable.Repeat("a: 1\n", 50_000)) },
        { "a bomb of aliases", Bomb("[", "]", "*a") },
        { "a bomb of merged mappings", "a0: &a0 {x0: 1, y0: 2}\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}], x{i}: 1}}\n")) },
        { "a number of a megabyte", "a: " + new string('9', Megabyte) },
        { "a date of a megabyte", "a: 2020-01-01 " + new string('0', Megabyte) },
        { "sixties of a megabyte", "a: 1" + string.Concat(Enumerable.Repeat(":10", Megabyte / 4)) },
        { "a tag of a megabyte", "a: !" + new string('x', Megabyte) + " 1" },
        { "a literal of a megabyte of lines", "a: |\n" + string.Concat(Enumerable.Repeat("  x\n", Megabyte / 4)) },
        { "NULs", "a: " + new string('\0', Megabyte) },
        { "half characters", "a: \"" + new string('\ud800', 1000) + "\"" },
        { "escapes", "a: \"" + string.Concat(Enumerable.Repeat("\\U0010FFFF", 100_000)) + "\"" },
        { "template marks", "a: \"" + string.Concat(Enumerable.Repeat("{{", Megabyte / 2)) + "\"" },
        { "many templates", "a: \"" + string.Concat(Enumerable.Repeat("{{ a }}", 100_000)) + "\"" },
        { "an encrypted nothing", "a: !vault |\n" + string.Concat(Enumerable.Repeat("  $ANSIBLE_VAULT;1.1;AES256\n", 50_000)) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_YAML_file_is_read_or_refused_within_bounds(string name, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problems = new Problems();

        var node = YamlTree.Read(new SourceText("t.yml", text), problems);

        (node is not null || problems.HasErrors).ShouldBeTrue(name);
        problems.All.ShouldAllBe(problem => problem.ToString().Length < 2000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(600L * Megabyte, name);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_playbook_inventory_or_file_of_variables_is_read_or_refused_within_bounds(string name, string text)
    {
        using var folder = new ProjectFolder(("p.yml", text), ("i.yml", text), ("hosts", text), ("group_vars/all.yml", text), ("v.yml", text));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problems = Load(folder, name);

        problems.ShouldAllBe(problem => problem.ToString().Length < 2000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4000L * Megabyte, name);
    }

    [Theory]
    [InlineData("[a]\nn[1:1000000000]\n")]
    [InlineData("n[1:100][1:100][1:100]\n")]
    [InlineData("n[a:z][a:z][a:z][a:z]\n")]
    [InlineData("n[00000000000000000001:9]\n")]
    [InlineData("n[-5:5]\n")]
    [InlineData("n[1:5:0]\n")]
    [InlineData("n[1:99999999999999999999]\n")]
    public void An_inventory_of_too_many_hosts_is_refused(string text)
    {
        using var folder = new ProjectFolder(("hosts", text));
        Should.Throw<DiagnosticException>(() => folder.Inventory("hosts")).Diagnostics.ShouldNotBeEmpty();
    }

    [Fact]
    public void Values_as_deep_as_Python_reads_them_are_refused_in_an_INI_file()
    {
        foreach (var open in (string[])["[", "(", "{1:", "{", "-", "not ", "'a' 'b' "])
        {
            using var folder = new ProjectFolder(("hosts", $"h x={string.Concat(Enumerable.Repeat(open, 100_000))}\n"));
            folder.Open().LoadInventory([folder["hosts"]]).Hosts.Count.ShouldBeLessThan(2);
        }
    }

    [Fact]
    public void An_encrypted_file_of_many_megabytes_that_is_none_is_refused()
    {
        var text = VaultReader.Header + "1.1;AES256\n" + string.Concat(Enumerable.Repeat(new string('a', 80) + "\n", 200_000));
        Should.Throw<DiagnosticException>(() => new VaultReader([new VaultSecret("x", "y")]).Decrypt(text, Place.Of("f")));
    }

    private static List<Diagnostic> Load(ProjectFolder folder, string name)
    {
        var problems = new List<Diagnostic>();
        foreach (var load in (Action<Project>[])
        [
            project => project.LoadInventory([folder["hosts"]]),
            project => project.LoadInventory([folder["i.yml"]]),
            project => { project.LoadInventory(["localhost,"]); project.LoadPlaybook(folder["p.yml"]); },
        ])
        {
            var project = new Project(new ProjectOptions { Modules = ModuleCatalog.All });
            load(project);
            problems.AddRange(project.Problems.All);
        }

        problems.ShouldNotBeEmpty(name);
        return problems;
    }

    private static string Bomb(string open, string close, string alias) =>
        $"a0: &a0 {open}x, x, x, x, x, x, x, x, x, x{close}\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} {open}{string.Join(", ", Enumerable.Repeat($"{alias}{i - 1}", 10))}{close}\n"));
}
