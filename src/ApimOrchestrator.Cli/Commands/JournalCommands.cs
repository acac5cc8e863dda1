using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Cli.Undoing;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Hosts.Journal;
using Command = System.CommandLine.Command;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>Commands about what was done before.</summary>
internal static class JournalCommands
{
    private static readonly Argument<string> Run = new("RUN") { Description = "the run's name, as 'runs' lists it" };

    private static readonly Option<string?> Out = new("--out") { Description = "the file to write; RUN.html otherwise" };

    private static readonly Option<bool> Force = new("--force") { Description = "put back also what has changed since the run" };

    /// <summary>The command <c>runs</c>.</summary>
    public static Command Runs()
    {
        var command = CommandParts.Make("runs", "lists what was done to the hosts, newest first; with an inventory, also what the hosts themselves keep", CommonOptions.ForHosts);
        command.SetAction(RunsAsync);
        return command;
    }

    /// <summary>The command <c>undo</c>.</summary>
    public static Command Undo()
    {
        var command = CommandParts.Make("undo", "puts back what a run changed, newest first, from what it left on the hosts", [Force, CommonOptions.Check, CommonOptions.Diff, CommonOptions.Output], CommonOptions.ForHosts);
        command.Add(Run);
        command.SetAction(UndoAsync);
        return command;
    }

    /// <summary>The command <c>report</c>.</summary>
    public static Command Report()
    {
        var command = CommandParts.Make("report", "writes one self-contained HTML file about a run of this control machine", [Out, CommonOptions.Journal, CommonOptions.NoColor]);
        command.Add(Run);
        command.SetAction(parsed =>
        {
            var (name, runs) = (parsed.GetValue(Run)!, new RunJournals(parsed.GetValue(CommonOptions.Journal)!));
            if (!runs.Names.Contains(name))
            {
                throw new DiagnosticException(new Diagnostic(Place.Of("report"), $"there is no run '{name}' here", Suggestion.Nearest(name, runs.Names) is { } near ? $"did you mean '{near}'?" : "'runs' lists them"));
            }

            var file = parsed.GetValue(Out) ?? $"{name}.html";
            try
            {
                File.WriteAllText(file, RunReport.Of(name, runs.Events(name)));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new DiagnosticException(new Diagnostic(Place.Of("--out"), $"the report cannot be written: {problem.Message}"));
            }

            Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor)).Line($"{file}: {new FileInfo(file).Length} bytes, whole in itself");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> UndoAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetValue(Run)!;
        var files = ProjectFiles.Read(parsed, []);
        ReadCommands.ShowWarnings(files, parsed);
        var isCheck = parsed.GetValue(CommonOptions.Check);
        await using var run = RunComposition.Make(parsed, files, new RunShape { IsCheck = isCheck, IsDiff = parsed.GetValue(CommonOptions.Diff), IsJournaled = !isCheck, Purpose = $"undo {name}" });
        var hosts = HostReach.Of(run.Context, files, new RunJournals(parsed.GetValue(CommonOptions.Journal)!).PlaybookOf(name));
        return await new UndoRun(run.Context, run.Recap, name, parsed.GetValue(Force)).RunAsync(hosts, cancellation);
    }

    private static async Task<int> RunsAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
        var folder = parsed.GetValue(CommonOptions.Journal)!;
        var runs = new RunJournals(folder);
        var isPruning = parsed.GetResult(CommonOptions.Keep) is { Implicit: false };
        if (isPruning)
        {
            runs.Prune(parsed.GetValue(CommonOptions.Keep));
        }

        foreach (var run in runs.Names)
        {
            output.Line(Describe(run, runs));
        }

        if (runs.Names.Count == 0)
        {
            output.Line($"no runs in {folder}", Colour.Faint);
        }

        return parsed.GetValue(CommonOptions.Inventory)!.Length == 0 ? ExitCode.Done : await HostRunsAsync(parsed, isPruning, output, cancellation);
    }

    private static async Task<int> HostRunsAsync(ParseResult parsed, bool isPruning, Terminal output, CancellationToken cancellation)
    {
        var files = ProjectFiles.Read(parsed, []);
        await using var run = RunComposition.Make(parsed, files, new RunShape { IsCheck = !isPruning, IsQuiet = true, Purpose = "runs" });
        var hosts = HostReach.Of(run.Context, files, playbook: null);
        await run.Hosts.OpenAsync(hosts, cancellation);
        var code = ExitCode.Done;
        foreach (var settings in hosts)
        {
            output.Line();
            output.Line($"on {settings.HostName}:");
            try
            {
                var seen = await run.Hosts.HostFor(settings, new TaskOptions()).LookAsync(JournalLook.Runs(), cancellation);
                seen.Select(Describe).DefaultIfEmpty("  nothing").ToList().ForEach(line => output.Line(line));
            }
            catch (Exception problem) when (problem is HostLostException or TaskFailedException)
            {
                output.Line($"  {problem.Message}", Colour.Failed);
                code = ExitCode.Unreachable;
            }
        }

        return code;
    }

    private static string Describe(HostRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {run.Run}  {run.Changes} {(run.Changes == 1 ? "change" : "changes")} as {run.Owner}{(run.IsUndone ? ", undone" : "")}, {run.KiB} KiB  {run.Beginning?.Holder.Split(", run ")[0]}  {run.Beginning?.Playbooks}").TrimEnd();

    private static string Describe(string name, RunJournals runs)
    {
        JsonElement? first = null, last = null;
        foreach (var happened in runs.Events(name))
        {
            first ??= happened;
            last = happened;
        }

        if (first is not { } started || !started.TryGetProperty("playbooks", out var files) || !started.TryGetProperty("check", out var check))
        {
            return $"{name}  (no events)";
        }

        var end = last is { } finished && finished.TryGetProperty("exit_code", out var code) ? $"exit {code.GetInt32()}" : "cut off";
        return $"{name}  {(check.GetBoolean() ? "check" : "apply"),-5}  {end,-7}  {string.Join(' ', files.EnumerateArray().Select(item => item.GetString()))}";
    }
}
