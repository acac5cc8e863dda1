using System.CommandLine;
using System.Text.Json;
using ApimOrchestrator.Cli.Reporting;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>Commands about what was done before.</summary>
internal static class JournalCommands
{
    /// <summary>The command <c>runs</c>.</summary>
    public static Command Runs()
    {
        var command = CommandParts.Make("runs", "lists what was done to the hosts, newest first", [CommonOptions.Journal, CommonOptions.NoColor]);
        command.SetAction(parsed =>
        {
            var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
            var folder = parsed.GetValue(CommonOptions.Journal)!;
            var runs = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).OrderDescending(StringComparer.Ordinal).ToList() : [];
            foreach (var run in runs)
            {
                output.Line(Describe(run));
            }

            if (runs.Count == 0)
            {
                output.Line($"no runs in {folder}", Colour.Faint);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string Describe(string folder)
    {
        var name = Path.GetFileName(folder);
        var file = Path.Combine(folder, JournalFile.FileName);
        var lines = File.Exists(file) ? File.ReadLines(file).ToList() : [];
        if (lines.Count == 0)
        {
            return $"{name}  (no events)";
        }

        try
        {
            using var first = JsonDocument.Parse(lines[0]);
            using var last = JsonDocument.Parse(lines[^1]);
            var isFinished = last.RootElement.GetProperty("event").GetString() == "run_finished";
            var kind = first.RootElement.GetProperty("check").GetBoolean() ? "check" : "apply";
            var playbooks = string.Join(' ', first.RootElement.GetProperty("playbooks").EnumerateArray().Select(item => item.GetString()));
            return $"{name}  {kind,-5}  {(isFinished ? $"exit {last.RootElement.GetProperty("exit_code").GetInt32()}" : "cut off"),-7}  {playbooks}";
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{name}  (the journal cannot be read: {problem.Message})";
        }
    }
}
