using System.CommandLine;
using ApimOrchestrator.Cli.Composition;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The commands that run playbooks: <c>apply</c> and its careful form <c>plan</c>.</summary>
internal static class RunCommands
{
    /// <summary>The command <c>apply</c>.</summary>
    public static Command Apply()
    {
        var command = CommandParts.Make("apply", "runs playbooks", [CommonOptions.Check, CommonOptions.Diff, CommonOptions.DetailedExitCode], CommonOptions.ForReading, CommonOptions.ForRunning);
        command.Add(CommonOptions.Playbooks);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, parsed.GetValue(CommonOptions.Check), parsed.GetValue(CommonOptions.Diff), cancellation));
        return command;
    }

    /// <summary>The command <c>plan</c>: a dry run with diffs.</summary>
    public static Command Plan()
    {
        var command = CommandParts.Make("plan", "shows what apply would change, line by line, and touches nothing", [CommonOptions.DetailedExitCode], CommonOptions.ForReading, CommonOptions.ForRunning);
        command.Add(CommonOptions.Playbooks);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, isCheck: true, isDiff: true, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool isCheck, bool isDiff, CancellationToken cancellation)
    {
        var files = ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
        ReadCommands.ShowWarnings(files, parsed);
        if (PlaybookListing.IsAsked(parsed))
        {
            PlaybookListing.Show(files, parsed);
            return ExitCode.Done;
        }

        await using var run = RunComposition.Make(parsed, files, isCheck, isDiff);
        var code = await run.Runner.RunAsync(files.Playbooks, cancellation);
        return code == ExitCode.Done && parsed.GetValue(CommonOptions.DetailedExitCode) && run.Recap.HasChanges ? ExitCode.Changes : code;
    }
}
