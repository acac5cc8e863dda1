using System.CommandLine;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Contracts;
using ApimOrchestrator.Modules;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>Commands that tell what playbooks may say.</summary>
internal static class ContractCommands
{
    private static readonly Argument<string?> Name = new("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "the module to show" };

    /// <summary>The command <c>modules</c>.</summary>
    public static Command Modules()
    {
        var command = CommandParts.Make("modules", "lists the modules, or shows one's documentation", [CommonOptions.NoColor]);
        command.Add(Name);
        command.SetAction(parsed =>
        {
            var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
            if (parsed.GetValue(Name) is { } name)
            {
                output.Line(ModulePage.Of(Find(name), []).TrimEnd('\n'));
                return ExitCode.Done;
            }

            var width = ModuleCatalog.All.Max(module => module.Name.Length);
            foreach (var module in ModuleCatalog.All)
            {
                output.Line($"{module.Name.PadRight(width)}  {module.Summary}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The command <c>schema</c>.</summary>
    public static Command Schema()
    {
        var command = CommandParts.Make("schema", "prints the JSON schema of playbooks for editors", [CommonOptions.NoColor]);
        command.SetAction(parsed =>
        {
            Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor)).Line(PlaybookSchema.Of(ModuleCatalog.All).TrimEnd('\n'));
            return ExitCode.Done;
        });
        return command;
    }

    private static ModuleContract Find(string name) =>
        ModuleCatalog.All.FirstOrDefault(module => module.Name == name || module.Aliases.Contains(name) || name == "ansible.builtin." + module.Name)
        ?? throw new DiagnosticException(new Diagnostic(
            Place.Of("modules"), $"there is no module '{name}'", Suggestion.Nearest(name, ModuleCatalog.All.Select(module => module.Name)) is { } near ? $"did you mean '{near}'?" : "'modules' lists them all"));
}
