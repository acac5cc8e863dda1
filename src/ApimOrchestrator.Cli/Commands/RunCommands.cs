using System.CommandLine;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Planning;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>The commands that run playbooks: <c>apply</c> and its careful form <c>plan</c>.</summary>
internal static class RunCommands
{
    private static readonly Option<string?> PlanFile = new("--plan") { Description = "apply exactly this saved plan, or refuse" };

    private static readonly Option<string?> Out = new("--out") { Description = "save the plan in this file, for 'apply --plan'" };

    /// <summary>The command <c>apply</c>.</summary>
    public static Command Apply()
    {
        var command = CommandParts.Make("apply", "runs playbooks", [CommonOptions.Check, CommonOptions.Diff, CommonOptions.DetailedExitCode, PlanFile], CommonOptions.ForReading, CommonOptions.ForRunning);
        CommandParts.NeedPlaybooks(command, PlanFile);
        command.SetAction(ApplyAsync);
        return command;
    }

    /// <summary>The command <c>plan</c>: a dry run with diffs.</summary>
    public static Command Plan()
    {
        var command = CommandParts.Make("plan", "shows what apply would change, line by line, and touches nothing", [CommonOptions.Diff, CommonOptions.DetailedExitCode, Out], CommonOptions.ForReading, CommonOptions.ForRunning);
        CommandParts.NeedPlaybooks(command);
        command.SetAction(PlanAsync);
        return command;
    }

    private static Task<int> ApplyAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var isCheck = parsed.GetValue(CommonOptions.Check);
        if (parsed.GetValue(PlanFile) is { } file)
        {
            return isCheck
                ? throw new DiagnosticException(new Diagnostic(Place.Of("--plan"), "a saved plan is applied or refused; --check has nothing to show", "leave one of them out"))
                : new PlanRun(PlanJson.Read(file)).ApplyAsync(parsed, PlanFile, cancellation);
        }

        return RunAsync(parsed, new RunShape { IsCheck = isCheck, IsDiff = parsed.GetValue(CommonOptions.Diff), IsJournaled = !isCheck }, cancellation);
    }

    private static async Task<int> PlanAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var shape = new RunShape { IsCheck = true, IsDiff = true };
        return parsed.GetValue(Out) is { } file ? await PlanRun.SaveAsync(parsed, file, cancellation) : await RunAsync(parsed, shape, cancellation);
    }

    private static async Task<int> RunAsync(ParseResult parsed, RunShape shape, CancellationToken cancellation)
    {
        var files = ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
        ReadCommands.ShowWarnings(files, parsed);
        if (PlaybookListing.IsAsked(parsed))
        {
            PlaybookListing.Show(files, parsed);
            return ExitCode.Done;
        }

        await using var run = RunComposition.Make(parsed, files, shape);
        var code = await run.Runner.RunAsync(files.Playbooks, cancellation);
        return Detailed(code, parsed, run);
    }

    /// <summary>The exit code, with changes told where that was asked for.</summary>
    /// <param name="code">The run's exit code.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">The run.</param>
    public static int Detailed(int code, ParseResult parsed, RunComposition run) =>
        code == ExitCode.Done && parsed.GetValue(CommonOptions.DetailedExitCode) && run.Recap.HasChanges ? ExitCode.Changes : code;
}
