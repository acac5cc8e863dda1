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
}
