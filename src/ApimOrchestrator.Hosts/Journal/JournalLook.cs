using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>Looks for what runs have left on a host: in the system's folder and, as far as they can be read, in those of its users.</summary>
public static class JournalLook
{
    private const char Mark = '#';

    // $1 the run, $2 the only folder to look in, or nothing
    private const string FoldersScript = """
        if [ -n "$2" ]; then printf '%s\n' "$2"; else { printf '%s\n' /var/lib/apim-orchestrator "$HOME/.apim-orchestrator"
          if command -v getent >/dev/null 2>&1; then getent passwd; else cat /etc/passwd; fi | while IFS=: read -r a b c d e home f; do
            [ -n "$home" ] && printf '%s\n' "${home%/}/.apim-orchestrator"
          done; } | sort -u; fi | while IFS= read -r folder; do
        """;

    private const string LinesScript = FoldersScript + """

          [ -r "$folder/runs/$1/journal" ] || continue
          printf '#%s\n' "$folder/runs/$1"
          cat "$folder/runs/$1/journal"
          printf '\n'
        done
        """;

    private const string RunsScript = FoldersScript + """

          [ -d "$folder/runs" ] && ls "$folder/runs"
        done
        :
        """;

    /// <summary>The names of the runs that have left a journal, newest first.</summary>
    /// <param name="home">The only place to look; null for the usual ones.</param>
    public static CommandLook<IReadOnlyList<string>> Runs(HostPath? home = null) =>
        new(new Subject("runs", "all"), Command.Shell(RunsScript, "", home?.Text ?? ""), static result => [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().OrderDescending(StringComparer.Ordinal)]);

    /// <summary>A run's entries, newest first, each with the folder that keeps its contents.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="home">The only place to look; null for the usual ones.</param>
    /// <exception cref="FormatException">The name is no run's.</exception>
    public static CommandLook<IReadOnlyList<(JournalEntry Entry, HostPath Folder)>> Entries(string run, HostPath? home = null) =>
        run.Length > 0 && run.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && run[0] != '.'
            ? new(new Subject("run", run), Command.Shell(LinesScript, run, home?.Text ?? ""), static result => Read(result.Output))
            : throw new FormatException($"'{run}' is not a run's name");

    private static List<(JournalEntry Entry, HostPath Folder)> Read(string text)
    {
        var entries = new List<(JournalEntry Entry, HostPath Folder)>();
        HostPath? folder = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == Mark)
            {
                folder = HostPath.Parse(line[1..]);
            }
            else if (folder is not null && JournalText.Read(line) is { } entry)
            {
                entries.Add((entry, folder));
            }
        }

        // a stable order: entries of one moment stay as they were written
        return [.. entries.Index().OrderByDescending(one => one.Item.Entry.At).ThenByDescending(one => one.Index).Select(one => one.Item)];
    }
}
