using System.CommandLine;
using ApimOrchestrator.Cli.Commands;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Planning;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>Looks at the hosts once: reads the files anew, connects anew, compares, and lets go of everything.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchRound(ParseResult parsed, TimeProvider time)
{
    /// <summary>The exit code of the last look.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Looks once. Wrong files are a failure of that look: they may be put right while the watching goes on.</summary>
    /// <param name="round">The look's number.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task<WatchResult> RunAsync(int round, CancellationToken cancellation)
    {
        var (at, started, sink) = (time.GetUtcNow(), time.GetTimestamp(), new PlanSink());
        var failures = new List<string>();
        try
        {
            var files = ProjectFiles.Read(parsed, parsed.GetValue(CommonOptions.Playbooks)!);
            await using var run = RunComposition.Make(parsed, files, new RunShape { IsCheck = true, IsDiff = true, IsQuiet = true, Sinks = [sink] });
            ExitCode = await run.Runner.RunAsync(files.Playbooks, cancellation);
            ExitCode = ExitCode == Commands.ExitCode.Done && run.Recap.HasChanges ? Commands.ExitCode.Changes : ExitCode;
        }
        catch (DiagnosticException wrong)
        {
            ExitCode = Commands.ExitCode.WrongInput;
            failures.AddRange(wrong.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        }

        failures.AddRange(sink.Failures);
        var hosts = sink.Tasks.Select(task => task.Host).Distinct().ToList();
        var unreachable = sink.Tasks.Where(task => task.Outcome == "unreachable").Select(task => task.Host).Distinct().ToList();
        return new WatchResult(round, at, time.GetElapsedTime(started), hosts, unreachable, sink.Effects, failures);
    }
}
