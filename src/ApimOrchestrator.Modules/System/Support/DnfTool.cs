using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>DNF and rpm, see dnf(8) and rpm(8).</summary>
/// <param name="options">Words for every dnf.</param>
internal sealed class DnfTool(IReadOnlyList<string> options) : IPackageTool
{
    private static readonly Dictionary<string, string> Plain = new() { ["LC_ALL"] = "C" };

    public Command Update { get; } = new("dnf", [.. options, "-q", "makecache"]) { Environment = Plain };

    public CommandLook<PackageState?> Look(string name) => new(
        new Subject("package", name),
        new Command("rpm", "-q", "--qf", "%{EVR}\n", "--whatprovides", name) { Environment = Plain },
        static result => result.ExitCode == 0 ? new PackageState(result.Output.Trim().Split('\n')[^1]) : null);

    public Command Plan(PackageVerb verb, IReadOnlyList<string> names) => new("dnf", [.. options, "--assumeno", Word(verb), .. names]) { Environment = Plain };

    public Command Do(PackageVerb verb, IReadOnlyList<string> names) => new("dnf", [.. options, "-y", Word(verb), .. names]) { Environment = Plain };

    // a table: headings end in a colon, each line below begins with a blank and has name, architecture, version, repository, size
    public IReadOnlyList<PackageStep> ReadPlan(CommandResult result)
    {
        var steps = new List<PackageStep>();
        var heading = "";
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
            {
                heading = line.TrimEnd().EndsWith(':') ? line.Trim() : "";
            }
            else if (heading.Length > 0 && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, _, var version, _, ..])
            {
                steps.Add(heading.StartsWith("Remov", StringComparison.Ordinal) ? new PackageStep(name, version, null)
                    : new PackageStep(name, heading.StartsWith("Install", StringComparison.Ordinal) ? null : "", version));
            }
        }

        var isNone = result.Output.Contains("Nothing to do", StringComparison.Ordinal);
        return steps.Count > 0 || isNone ? steps : throw new TaskFailedException(result.Error.Trim().Split('\n')[0] is { Length: > 0 } why ? why : $"dnf ended with exit code {result.ExitCode}") { Result = result };
    }

    public (string Name, string? Version) Split(string written) => (written, null);

    public string Join(string name, string version) => $"{name}-{version}";

    private static string Word(PackageVerb verb) => verb switch
    {
        PackageVerb.Install => "install",
        PackageVerb.Upgrade => "upgrade",
        _ => "remove",
    };
}
