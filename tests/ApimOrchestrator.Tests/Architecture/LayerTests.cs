using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Architecture;

public sealed class LayerTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["ApimOrchestrator.Core"] = [],
        ["ApimOrchestrator.Generators"] = [],
        ["ApimOrchestrator.Language"] = ["ApimOrchestrator.Core"],
        ["ApimOrchestrator.Modules"] = ["ApimOrchestrator.Core", "ApimOrchestrator.Generators"],
        ["ApimOrchestrator.Hosts"] = ["ApimOrchestrator.Core"],
        ["ApimOrchestrator.Cli"] = ["ApimOrchestrator.Core", "ApimOrchestrator.Language", "ApimOrchestrator.Modules", "ApimOrchestrator.Hosts"],
    };

    [Fact]
    public void The_projects_are_a_star_around_core()
    {
        foreach (var project in Source.Projects)
        {
            AllowedProjects.ShouldContainKey(project);
            References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension)
                .ShouldBeSubsetOf(AllowedProjects[project], $"{project} references what it must not know");
        }
    }

    [Fact]
    public void Core_uses_no_package() => References("ApimOrchestrator.Core", "PackageReference").ShouldBeEmpty();

    [Fact]
    public void A_package_belongs_to_one_project()
    {
        var owners = Source.Projects.SelectMany(project => References(project, "PackageReference").Select(package => (package, project))).ToLookup(pair => pair.package, pair => pair.project);

        owners.Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group)}").ShouldBeEmpty();
    }

    [Fact]
    public void Modules_touch_the_world_only_through_their_host()
    {
        string[] forbidden = ["System.Net.Sockets", "System.Diagnostics.Process", "Process.Start", "Console.", "File.Read", "File.Write", "File.Open", "File.Exists", "Directory.", "Environment.GetEnvironmentVariable", "TimeProvider.System", "ApimOrchestrator.Core.Running", "ApimOrchestrator.Core.Playbooks"];

        Lines("ApimOrchestrator.Modules").Where(line => forbidden.Any(word => Uses(line.Text, word))).Select(line => line.Place).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_overlay_and_the_command_that_chooses_it_speak_of_a_dry_run()
    {
        var speaking = Source.Files
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), "dry[ -]?run", System.Text.RegularExpressions.RegexOptions.IgnoreCase))
            .Select(Source.Short)
            .Where(file => !file.StartsWith("src/ApimOrchestrator.Hosts/Overlay/", StringComparison.Ordinal)
                && file is not ("src/ApimOrchestrator.Hosts/HostPool.cs" or "src/ApimOrchestrator.Cli/Composition/RunComposition.cs" or "src/ApimOrchestrator.Cli/Commands/RunCommands.cs"));

        speaking.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_but_the_cli_writes_to_the_console() =>
        Source.Projects.Where(project => project != "ApimOrchestrator.Cli").SelectMany(Lines).Where(line => Uses(line.Text, "Console.")).Select(line => line.Place).ShouldBeEmpty();

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Source.Root, "src", project, project + ".csproj")).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    private static IEnumerable<(string Place, string Text)> Lines(string project) =>
        Source.FilesOf(project).SelectMany(file => File.ReadLines(file).Select((text, index) => ($"{Source.Short(file)}:{index + 1}: {text.Trim()}", text)));

    private static bool Uses(string line, string word)
    {
        var code = line.TrimStart();
        return !code.StartsWith("//", StringComparison.Ordinal)
            && System.Text.RegularExpressions.Regex.IsMatch(code, $@"(?<![\w.]){System.Text.RegularExpressions.Regex.Escape(word)}");
    }
}
