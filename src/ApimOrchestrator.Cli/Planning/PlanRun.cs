using System.CommandLine;
using System.Security.Cryptography;
using ApimOrchestrator.Cli.Commands;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>Saves plans and applies them: exactly, or not at all.</summary>
/// <param name="plan">The plan.</param>
internal sealed class PlanRun(Plan plan)
{
    private const int LinesShown = 20;

    /// <summary>Runs dry, shows what would change, and saves it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The exit code; nothing is saved unless all tasks have succeeded.</returns>
    public static async Task<int> SaveAsync(ParseResult parsed, string file, CancellationToken cancellation)
    {
        var files = ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
        ReadCommands.ShowWarnings(files, parsed);
        var (salt, sink) = (RandomNumberGenerator.GetBytes(16), new PlanSink());
        var inputs = PlanInputs.Of(parsed, files, salt);
        await using var run = RunComposition.Make(parsed, files, new RunShape { IsCheck = true, IsDiff = true, Sinks = [sink] });
        var code = await run.Runner.RunAsync(files.Playbooks, cancellation);
        var errors = Terminal.ForErrors(parsed.GetValue(CommonOptions.NoColor));
        if (code != ExitCode.Done)
        {
            errors.Line($"{file} was not written: only a plan whose tasks all succeed can be applied", Colour.Failed);
            return code;
        }

        PlanJson.Write(
            new Plan
            {
                Version = ProgramVersion.Text,
                MadeBy = $"{Environment.UserName}@{Environment.MachineName}, run {run.Context.Options.Run}",
                Words = PlanWords.Of(parsed),
                Salt = salt,
                Inputs = inputs,
                Tasks = sink.Tasks,
                Effects = sink.Effects,
            },
            file);
        errors.Line($"saved: {file}; 'apply --plan {file}' does exactly this", Colour.Faint);
        return RunCommands.Detailed(code, parsed, run);
    }

    /// <summary>Applies the plan.</summary>
    /// <param name="given">The user's command line.</param>
    /// <param name="planFile">The option that names the plan's file.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="RunRefusedException">The plan does not fit the inputs or the hosts.</exception>
    public async Task<int> ApplyAsync(ParseResult given, Option planFile, CancellationToken cancellation)
    {
        if (plan.Version != ProgramVersion.Text)
        {
            throw new RunRefusedException($"this plan was made by version {plan.Version}, and this is version {ProgramVersion.Text}; make it again");
        }

        var parsed = CommandLine.Parse(PlanWords.With(plan, given, planFile));
        var files = ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
        if (PlanInputs.Differences(plan.Inputs, PlanInputs.Of(parsed, files, plan.Salt)) is { Count: > 0 } differences)
        {
            throw Refused("the plan was made from other inputs; make it again", differences);
        }

        var now = await LookAsync(parsed, files, cancellation);
        if (PlanDrift.Between(plan.Effects, now.Effects) is { Count: > 0 } drift)
        {
            return !now.Failures.Any() && PlanDrift.IsDone(plan.Effects, now.Effects) ? TellDone(parsed) : throw Refused("the plan no longer fits the hosts; nothing was changed", [.. now.Failures, .. drift]);
        }

        if (plan.Effects.Count == 0 && plan.Tasks.All(task => task.Outcome != "unknown"))
        {
            return TellDone(parsed);
        }

        await using var run = RunComposition.Make(parsed, files, new RunShape { IsDiff = parsed.GetValue(CommonOptions.Diff), IsJournaled = true, Allow = mask => new PlanGuard(plan, mask).Allow });
        return RunCommands.Detailed(await run.Runner.RunAsync(files.Playbooks, cancellation), parsed, run);
    }

    private static async Task<PlanSink> LookAsync(ParseResult parsed, ProjectFiles files, CancellationToken cancellation)
    {
        var sink = new PlanSink();
        await using var run = RunComposition.Make(parsed, files, new RunShape { IsCheck = true, IsDiff = true, IsQuiet = true, Sinks = [sink] });
        await run.Runner.RunAsync(files.Playbooks, cancellation);
        return sink;
    }

    private int TellDone(ParseResult parsed)
    {
        Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor)).Line($"The hosts are as this plan leaves them ({plan.Effects.Count} {(plan.Effects.Count == 1 ? "change" : "changes")}): nothing is left to do.", Colour.Ok);
        return ExitCode.Done;
    }

    private static RunRefusedException Refused(string why, IReadOnlyList<string> lines) =>
        new($"{why}\n  {string.Join("\n  ", lines.Take(LinesShown))}{(lines.Count > LinesShown ? $"\n  and {lines.Count - LinesShown} more" : "")}");
}
