using System.CommandLine;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>Commands that only read the user's files.</summary>
internal static class ReadCommands
{
    private static readonly Option<bool> List = new("--list") { Description = "all hosts and groups as JSON, with their variables" };
    private static readonly Option<bool> Graph = new("--graph") { Description = "the groups and hosts as a tree" };
    private static readonly Option<string?> Host = new("--host") { Description = "one host's variables as JSON" };

    /// <summary>The command <c>validate</c>.</summary>
    public static Command Validate()
    {
        var command = CommandParts.Make("validate", "reads playbooks and inventory and checks every keyword, module and argument; touches no host", CommonOptions.ForReading);
        CommandParts.NeedPlaybooks(command);
        command.SetAction(parsed =>
        {
            var files = ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
            ShowWarnings(files, parsed);
            var plays = files.Playbooks.Sum(playbook => playbook.Plays.Count);
            Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor)).Line($"{files.Playbooks.Count} playbook(s) with {plays} play(s) are fine.", Colour.Ok);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The command <c>inventory</c>.</summary>
    public static Command Inventory()
    {
        var command = CommandParts.Make("inventory", "shows the inventory as ansible-inventory does", CommonOptions.ForReading);
        command.Add(List);
        command.Add(Graph);
        command.Add(Host);
        command.SetAction(parsed =>
        {
            var files = ProjectFiles.Read(parsed, []);
            ShowWarnings(files, parsed);
            var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
            if (parsed.GetValue(Host) is { } name)
            {
                var host = files.Inventory.Find(name) ?? throw new DiagnosticException(new Diagnostic(
                    Place.Of("--host"), $"the inventory has no host '{name}'", Suggestion.Nearest(name, files.Inventory.Hosts.Select(entry => entry.Name)) is { } near ? $"did you mean '{near}'?" : null));
                output.Line(InventoryText.Variables(files.Project.InventoryVariables(host, Directory.GetCurrentDirectory())));
            }
            else
            {
                output.Line(parsed.GetValue(Graph) ? InventoryText.Graph(files.Inventory) : InventoryText.List(files.Inventory, host => files.Project.InventoryVariables(host, Directory.GetCurrentDirectory())));
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Shows what was odd in the files though nothing was wrong.</summary>
    /// <param name="files">The files.</param>
    /// <param name="parsed">The command line.</param>
    public static void ShowWarnings(ProjectFiles files, ParseResult parsed)
    {
        var errors = Terminal.ForErrors(parsed.GetValue(CommonOptions.NoColor));
        foreach (var warning in files.Project.Problems.Warnings)
        {
            errors.Line(warning.ToString(), Colour.Unknown);
        }
    }
}
