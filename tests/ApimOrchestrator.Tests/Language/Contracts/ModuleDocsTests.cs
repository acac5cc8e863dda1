using System.Text.Json;
using ApimOrchestrator.Language.Contracts;
using ApimOrchestrator.Modules;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Contracts;

/// <summary>What is written down of the modules is what they are. With UPDATE_APPROVED=1 the files are written anew.</summary>
public sealed class ModuleDocsTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs", "modules");

    public static TheoryData<string> Modules => [.. ModuleCatalog.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Modules))]
    public void A_page_says_what_the_module_declares(string name) =>
        Approve(Path.Combine(Docs, name + ".md"), ModulePage.Of(ModuleCatalog.All.First(module => module.Name == name), CaseExamples.Of(name)));

    [Fact]
    public void The_list_names_every_module() => Approve(Path.Combine(Docs, "README.md"), ModulePage.Index(ModuleCatalog.All));

    [Fact]
    public void There_is_no_page_of_a_module_that_is_none() =>
        Directory.GetFiles(Docs, "*.md").Select(Path.GetFileNameWithoutExtension).Except(ModuleCatalog.All.Select(module => module.Name).Append("README")).ShouldBeEmpty();

    [Fact]
    public void The_schema_of_playbooks_is_the_one_written_down() => Approve(Path.Combine(Repository.Root, "docs", "playbook.schema.json"), PlaybookSchema.Of(ModuleCatalog.All));

    [Fact]
    public void The_schema_allows_just_the_arguments_a_module_has()
    {
        using var schema = JsonDocument.Parse(PlaybookSchema.Of(ModuleCatalog.All));
        var lineinfile = schema.RootElement.GetProperty("$defs").GetProperty("task").GetProperty("properties").GetProperty("ansible.builtin.lineinfile");

        lineinfile.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        lineinfile.GetProperty("properties").TryGetProperty("destfile", out _).ShouldBeTrue();
        lineinfile.GetProperty("properties").GetProperty("state").GetProperty("anyOf")[0].GetProperty("enum").EnumerateArray().Select(word => word.GetString()).ShouldBe(["present", "absent"]);
    }

    [Fact]
    public void Every_module_says_what_it_and_its_arguments_are()
    {
        foreach (var module in ModuleCatalog.All)
        {
            module.Summary.ShouldEndWith(".", customMessage: module.Name);
            module.Arguments.ShouldAllBe(argument => argument.Description.EndsWith('.') || argument.Description.EndsWith('…') || argument.Description.EndsWith('`'), module.Name);
        }
    }

    private static void Approve(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing; run the tests with UPDATE_APPROVED=1");
        File.ReadAllText(file).ShouldBe(text, $"{file} is no longer what the modules declare; run the tests with UPDATE_APPROVED=1 and look at the difference");
    }
}
