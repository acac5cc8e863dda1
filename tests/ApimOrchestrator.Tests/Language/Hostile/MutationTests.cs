using System.Text;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Modules;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Hostile;

/// <summary>The shipped files with pieces cut, doubled, moved and replaced: whatever comes of it, nothing but diagnostics is told.</summary>
public sealed class MutationTests
{
    private static readonly string[] Inis = [.. Files(Path.Combine("tests", "ApimOrchestrator.Ansible.Tests", "Inventories", "Cases"), "*.ini").Concat(Files(Path.Combine("tests", "ApimOrchestrator.Tests", "Language", "Fixtures"), "hosts"))];
    private static readonly string[] Real = [.. Files("playbooks", "*.yml").Concat(Files("inventory", "*.yml")).Concat(Files(Path.Combine("tests", "ApimOrchestrator.Tests", "Language", "Gallery", "Cases"), "*.yml"))];
    private static readonly string[] Templates = [.. Files(Path.Combine("tests", "ApimOrchestrator.Ansible.Tests", "Templates", "Cases"), "*.txt").Concat(Files("playbooks", "*.j2"))];
    private static readonly string[] Inserted = ["\n", "\t", "  ", ": ", "- ", "{{", "}}", "{%", "%}", "'", "\"", "[", "]", "{", "}", "&a", "*a", "!vault ", "|", ">", "#", "\\", "\0", "é", "\ud83d", "<<: ", "---\n", "(", ")", ",", "=", "~", "!", "@", "%", "1e999", "0x", "99999999999999999999"];

    private static Gen<Func<string, string>> Mutation =>
        from kind in Gen.Choose(0, 4)
        from at in Gen.Choose(0, 1_000_000)
        from to in Gen.Choose(0, 1_000_000)
        from length in Gen.Choose(1, 60)
        from text in Gen.Elements(Inserted)
        select (Func<string, string>)(source => Mutated(source, kind, at, to, length, text));

    [Fact]
    public void A_damaged_playbook_or_inventory_gives_diagnostics() => Prop.ForAll(Damaged(Real).ToArbitrary(), text =>
    {
        using var folder = new ProjectFolder(("p.yml", text), ("hosts", text));
        var playbooks = new Project(new ProjectOptions { Modules = ModuleCatalog.All });
        playbooks.LoadInventory(["localhost,"]);
        playbooks.LoadPlaybook(folder["p.yml"]).ShouldNotBeNull();
        foreach (var file in (string[])["p.yml", "hosts"])
        {
            var inventories = new Project(new ProjectOptions { Modules = ModuleCatalog.All });
            inventories.LoadInventory([folder[file]]).ShouldNotBeNull();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void A_damaged_inventory_of_sections_gives_diagnostics() => Prop.ForAll(Damaged(Inis).ToArbitrary(), text =>
    {
        using var folder = new ProjectFolder(("inventory.ini", text));
        new Project(new ProjectOptions { Modules = ModuleCatalog.All }).LoadInventory([folder["inventory.ini"]]).ShouldNotBeNull();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_damaged_template_gives_a_text_or_a_diagnostic() => Prop.ForAll(Damaged(Templates).ToArbitrary(), text =>
    {
        var engine = new TemplateEngine(new TemplateOptions { MaxSteps = 20_000 });
        try
        {
            engine.ParseTemplateFile(text, new Place("t.j2", 1, 1)).Evaluate(new Rendering());
        }
        catch (DiagnosticException refused)
        {
            refused.Diagnostics.ShouldAllBe(problem => problem.Place.Line > 0 && problem.Message.Length < 2000);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    private static Gen<string> Damaged(string[] files) =>
        from file in Gen.Elements(files)
        from start in Gen.Choose(0, 100)
        from mutations in Mutation.NonEmptyListOf()
        select mutations.Take(8).Aggregate(Part(file, start), (text, mutate) => mutate(text));

    // Of long files a part: the whole would hide what one piece of it does.
    private static string Part(string file, int start) => file.Length < 4000 ? file : file[(start * (file.Length - 4000) / 100)..][..4000];

    private static string Mutated(string source, int kind, int at, int to, int length, string text)
    {
        if (source.Length == 0)
        {
            return text;
        }

        var result = new StringBuilder(source);
        at %= source.Length;
        length = Math.Min(length, source.Length - at);
        return (kind switch
        {
            0 => result.Remove(at, length),
            1 => result.Insert(at, text),
            2 => result.Insert(to % source.Length, source.AsSpan(at, length)),
            3 => result.Replace(source[at], text[0], at, 1),
            _ => result.Remove(at, length).Insert(at, text),
        }).ToString();
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Architecture.Source.Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);

    private sealed class Rendering : IScope
    {
        private readonly Dictionary<string, object?> _values = new()
        {
            ["name"] = "node1", ["port"] = 9443L, ["numbers"] = new List<object?> { 1L, 2L }, ["map"] = new Dictionary<string, object?> { ["a"] = 1L }, ["words"] = new List<object?> { "a" }, ["flag"] = true,
        };

        public IEnumerable<string> Names => _values.Keys;

        public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);
    }
}
