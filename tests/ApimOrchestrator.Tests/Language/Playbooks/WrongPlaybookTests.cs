using ApimOrchestrator.Core.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Playbooks;

public sealed class WrongPlaybookTests
{
    /// <summary>Sections of a playbook, a line of dashes and what people are told; further files are made for all of them.</summary>
    private static readonly string[] Gallery = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Language/Playbooks/Fixtures/wrong-playbooks.txt")).Split("=====\n");

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Gallery.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_wrong_playbook_is_explained(int number)
    {
        var parts = Gallery[number].Split("-----\n");
        using var folder = new ProjectFolder(("p.yml", parts[0]), ("other.yml", "- copy: {dst: /x}\n"), ("self.yml", "- import_tasks: self.yml\n"), ("loop.yml", "- import_playbook: loop.yml\n"));
        folder.Told(Should.Throw<DiagnosticException>(() => folder.Playbook("p.yml"))).ShouldBe(parts[1].TrimEnd('\n'));
    }

    [Fact]
    public void Imports_that_multiply_one_another_are_refused()
    {
        var files = Enumerable.Range(0, 20).Select(i => ($"t{i}.yml", string.Concat(Enumerable.Repeat($"- import_tasks: t{i + 1}.yml\n", 4)))).Append(("t20.yml", "[]\n"));
        using var folder = new ProjectFolder(files.Append(("p.yml", "- hosts: all\n  tasks:\n    - import_tasks: t0.yml\n")));
        Should.Throw<DiagnosticException>(() => folder.Playbook("p.yml")).Message.ShouldContain("more than 2000 files are imported");
    }

    [Fact]
    public void Whatever_is_written_gives_a_playbook_or_diagnostics()
    {
        var words = Gen.Elements("- ", "hosts: all", "tasks:", "block:", "rescue:", "when: ", "copy:", "dest: /x", "command: ", "{{ x", " }}", "\n", "\n  ", "\n    ", "\n      ", "- name: x", "loop: [1]", "roles:", "vars:", "import_tasks: p.yml", "include_tasks: p.yml", "meta: ", "args:", "tags: a", "notify: x", "serial: 1", "&a", "*a", "\"", "'", "include_role:", "name: r", "import_playbook: p.yml", "~", "[]", "{}", "!vault x", "action: ", "debug: msg=");
        using var folder = new ProjectFolder();
        Prop.ForAll(Gen.ListOf(words).ToArbitrary(), list =>
        {
            folder.Write("p.yml", string.Concat(list));
            folder.Open().LoadPlaybook(folder["p.yml"]).ShouldNotBeNull();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
