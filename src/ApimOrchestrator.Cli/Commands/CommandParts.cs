using System.CommandLine;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>What building commands has in common.</summary>
internal static class CommandParts
{
    /// <summary>A command with options.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="options">Its options.</param>
    public static Command Make(string name, string description, params IEnumerable<Option>[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options.SelectMany(list => list))
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>Makes a command refuse to run without a playbook.</summary>
    /// <param name="command">The command.</param>
    /// <param name="unless">An option that names the playbooks in another way; null for none.</param>
    public static void NeedPlaybooks(Command command, Option? unless = null)
    {
        command.Add(CommonOptions.Playbooks);
        command.Validators.Add(result =>
        {
            if (result.GetResult(CommonOptions.Playbooks) is null or { Tokens.Count: 0 } && (unless is null || result.GetResult(unless) is null))
            {
                result.AddError($"'{command.Name}' needs a playbook{(unless is null ? "" : $", or {unless.Name}")}");
            }
        });
    }
}
