using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>APT and dpkg, see apt-get(8) and dpkg-query(1).</summary>
/// <param name="options">Words for every apt-get that plans or does something.</param>
internal sealed partial class AptTool(IReadOnlyList<string> options) : IPackageTool
{
    private static readonly Dictionary<string, string> Unattended = new()
    {
        ["DEBIAN_FRONTEND"] = "noninteractive",
        ["DEBIAN_PRIORITY"] = "critical",
        ["LC_ALL"] = "C",
    };

    public Command Update { get; } = new("apt-get", "-q", "-o", "DPkg::Lock::Timeout=60", "update") { Environment = Unattended };

    public CommandLook<PackageState?> Look(string name) => new(new Subject("package", name), new Command("dpkg-query", "-W", "-f", "${db:Status-Abbrev}|${Version}\n", "--", name), Read);

    public Command Plan(PackageVerb verb, IReadOnlyList<string> names) => new("apt-get", [.. options, "-s", Word(verb), "--", .. names]) { Environment = Unattended };

    public Command Do(PackageVerb verb, IReadOnlyList<string> names) => new("apt-get", [.. options, "-y", Word(verb), "--", .. names]) { Environment = Unattended };

    public IReadOnlyList<PackageStep> ReadPlan(CommandResult result)
    {
        if (result.ExitCode != 0)
        {
            var why = result.Error.Split('\n').FirstOrDefault(line => line.StartsWith("E: ", StringComparison.Ordinal)) ?? $"E: apt-get ended with exit code {result.ExitCode}";
            throw new TaskFailedException(why[3..]) { Result = result };
        }

        return [.. Step().Matches(result.Output).Select(match => new PackageStep(
            match.Groups["name"].Value,
            match.Groups["old"].Success ? match.Groups["old"].Value : null,
            match.Groups["new"].Success ? match.Groups["new"].Value : null))];
    }

    public (string Name, string? Version) Split(string written) => written.Split('=', 2) is [var name, var version] ? (name, version) : (written, null);

    public string Join(string name, string version) => $"{name}={version}";

    // the second letter is the state: i for installed, deb's "rc" is removed with its configuration left
    private static PackageState? Read(CommandResult result) =>
        result.Output.Split('\n').Select(line => line.Split('|')).FirstOrDefault(parts => parts is [[_, 'i', ..], _]) is [_, var version] ? new PackageState(version) : null;

    private static string Word(PackageVerb verb) => verb switch
    {
        PackageVerb.Remove => "remove",
        PackageVerb.Purge => "purge",
        _ => "install",
    };

    // "Inst curl [7.88.1-9] (7.88.1-10 Debian:12 [amd64])", "Remv curl [7.88.1-10]", "Purg curl [7.88.1-10]"
    [GeneratedRegex(@"^(?:Inst (?<name>\S+)(?: \[(?<old>[^\]]+)\])? \((?<new>\S+)|(?:Remv|Purg) (?<name>\S+) \[(?<old>[^\]]+)\])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
