using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Modules;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Gallery;

/// <summary>
/// Wrong playbooks and inventories as people write them, each beside what they are told (<c>.approved.txt</c>). <c>UPDATE_APPROVED=1</c> in the environment writes the
/// latter anew: read every one with a stranger's eyes.
/// </summary>
public sealed partial class GalleryTests
{
    private static readonly string Cases = Path.Combine(Architecture.Source.Root, "tests", "ApimOrchestrator.Tests", "Language", "Gallery", "Cases");

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Cases, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".approved.txt", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Cases, file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_wrong_is_told_with_its_place_its_line_and_what_to_write(string file)
    {
        var told = Told(file);
        var approved = Path.Combine(Cases, file + ".approved.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(approved, told);
        }

        told.ShouldBe(File.Exists(approved) ? File.ReadAllText(approved) : "(not approved yet)");
        foreach (var problem in told.TrimEnd('\n').Split("\nerror: "))
        {
            problem.ShouldMatch(PlaceAndCaret().ToString());
        }
    }

    [Fact]
    public void The_gallery_is_not_small() => Files().Count.ShouldBeGreaterThan(80);

    private static string Told(string file)
    {
        var project = new Project(new ProjectOptions { Modules = ModuleCatalog.All });
        var path = Path.Combine(Cases, file);
        if (file.StartsWith("inventories", StringComparison.Ordinal))
        {
            project.LoadInventory([path]);
        }
        else
        {
            project.LoadInventory(["localhost,"]);
            project.LoadPlaybook(path);
        }

        return Should.Throw<DiagnosticException>(project.ThrowIfErrors).Message.Replace(Cases + "/", "", StringComparison.Ordinal) + "\n";
    }

    // error: message, --> file:line:column, N | the line, | the caret, and perhaps = help: …
    [GeneratedRegex(@"^(error: )?.+\n *--> [\w./-]+:\d+:\d+\n\d+ \| .*\n +\| +\^(\n  = help: .+)?$", RegexOptions.None)]
    private static partial Regex PlaceAndCaret();
}
