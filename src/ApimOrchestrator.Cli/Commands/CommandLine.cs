using System.CommandLine;
using System.CommandLine.Parsing;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The program's commands, and the one-line answer to a command line that is none of them.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command a command line names.</summary>
    /// <param name="arguments">The words of the command line.</param>
    /// <param name="errors">Where problems go.</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal errors, CancellationToken cancellation)
    {
        var root = Build();

        // @FILE belongs to the options that take one; it is no file of further arguments.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0 && StrayOption(parsed) is null)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
        }

        errors.Line($"error: {Explain(parsed, root)}", Colour.Failed);
        return ExitCode.WrongInput;
    }

    /// <summary>Reads words of our own making, such as a plan keeps, as a user's command line is read.</summary>
    /// <param name="words">The words.</param>
    /// <exception cref="DiagnosticException">They are no command line.</exception>
    public static ParseResult Parse(IReadOnlyList<string> words)
    {
        var root = Build();
        var parsed = root.Parse(words);
        return parsed.Errors.Count == 0 && StrayOption(parsed) is null ? parsed : throw new DiagnosticException(new Diagnostic(Place.Of("the plan's command line"), Explain(parsed, root)));
    }

    private static RootCommand Build() => new("Brings hosts to a WSO2 API Manager active-active deployment over SSH, from Ansible-style playbooks.")
    {
        RunCommands.Apply(),
        RunCommands.Plan(),
        ReadCommands.Validate(),
        ReadCommands.Inventory(),
        JournalCommands.Runs(),
        JournalCommands.Undo(),
        LockCommands.Unlock(),
        WatchCommands.Watch(),
        JournalCommands.Report(),
        ContractCommands.Modules(),
        ContractCommands.Schema(),
        VaultCommands.Vault(),
    };

    // A misspelt option would else be taken for a file's name; behind -- everything is one.
    private static string? StrayOption(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? null
        : parsed.CommandResult.Command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? [])
            .Select(token => token.Value).FirstOrDefault(word => word.StartsWith('-') && word.Length > 1);

    private static string Explain(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        if ((StrayOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) is not { } word)
        {
            return parsed.Errors[0].Message.TrimEnd('.');
        }

        var isOption = word.StartsWith('-');
        var candidates = isOption
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.SelectMany(subcommand => subcommand.Aliases.Prepend(subcommand.Name));
        var near = Suggestion.Nearest(word.Split('=')[0], candidates);
        var where = command == root ? "" : $" of '{command.Name}'";
        return $"'{word}' is not {(isOption ? "an option" : "a command")}{where}{(near is null ? "; see --help" : $"; did you mean '{near}'?")}";
    }
}
