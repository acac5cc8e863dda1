using System.CommandLine;
using ApimOrchestrator.Cli.Commands;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>The words of a command line that a plan keeps, so that applying it needs no more than its file; values of variables are not among them.</summary>
internal static class PlanWords
{
    private static readonly Option[] Kept =
    [
        CommonOptions.Inventory, CommonOptions.Limit, CommonOptions.Tags, CommonOptions.SkipTags, CommonOptions.StartAtTask, CommonOptions.Become, CommonOptions.BecomeUser,
        CommonOptions.User, CommonOptions.ForceHandlers,
    ];

    /// <summary>The words to keep: options with their values, then the playbooks.</summary>
    /// <param name="parsed">The command line.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed) =>
        [.. Kept.SelectMany(option => Words(parsed, option)), .. FromFiles(parsed), .. parsed.GetValue(CommonOptions.Playbooks)!];

    /// <summary>The command line that applies a plan: what the plan keeps, but where the user says it anew, and what else the user says.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parsed">The user's command line, with the plan's file.</param>
    /// <param name="planFile">The option that names the plan's file.</param>
    public static IReadOnlyList<string> With(Plan plan, ParseResult parsed, Option planFile)
    {
        var own = new List<string> { "apply" };
        foreach (var option in parsed.CommandResult.Command.Options.Where(option => option != planFile))
        {
            own.AddRange(Words(parsed, option));
        }

        var given = Kept.Where(option => parsed.GetResult(option) is { Implicit: false }).SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        var playbooks = parsed.GetValue(CommonOptions.Playbooks)!;
        own.AddRange(playbooks);
        for (var i = 0; i < plan.Words.Count; i++)
        {
            var isOption = plan.Words[i].StartsWith('-');
            var hasValue = isOption && i + 1 < plan.Words.Count && Kept.FirstOrDefault(option => option.Name == plan.Words[i]) is not Option<bool>;
            if (isOption ? !given.Contains(plan.Words[i]) : playbooks.Length == 0)
            {
                own.AddRange(plan.Words.Skip(i).Take(hasValue ? 2 : 1));
            }

            i += hasValue ? 1 : 0;
        }

        return own;
    }

    /// <summary>The options that choose hosts and tasks, with their values, for the inputs of a plan.</summary>
    /// <param name="parsed">The command line.</param>
    public static IEnumerable<(string Name, string Value)> Choices(ParseResult parsed) =>
        Kept.Select(option => (option.Name, string.Join(' ', Words(parsed, option).Where(word => word != option.Name)))).Append(("playbooks", string.Join(' ', parsed.GetValue(CommonOptions.Playbooks)!)));

    // a file of variables can be named; its text is compared like that of any file
    private static IEnumerable<string> FromFiles(ParseResult parsed) =>
        parsed.GetValue(CommonOptions.ExtraVars)!.Where(value => value.TrimStart().StartsWith('@')).SelectMany(value => new[] { CommonOptions.ExtraVars.Name, value });

    private static IEnumerable<string> Words(ParseResult parsed, Option option)
    {
        if (parsed.GetResult(option) is not { Implicit: false } result)
        {
            return [];
        }

        return result.Tokens.Count == 0 ? Enumerable.Repeat(option.Name, Math.Max(1, result.IdentifierTokenCount)) : result.Tokens.SelectMany(token => new[] { option.Name, token.Value });
    }
}
