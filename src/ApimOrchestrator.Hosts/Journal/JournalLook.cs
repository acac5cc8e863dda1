using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>Looks for what runs have left on a host: in the system's folder and, as far as they can be read, in those of its users.</summary>
public static class JournalLook
{
    // $1 the run, $2 the only folder to look in, or nothing
    private const string FoldersScript = """
        if [ -n "$2" ]; then printf '%s\n' "$2"; else { printf '%s\n' /var/lib/apim-orchestrator "$HOME/.apim-orchestrator"
          if command -v getent >/dev/null 2>&1; then getent passwd; else cat /etc/passwd; fi | while IFS=: read -r a b c d e home f; do
            [ -n "$home" ] && printf '%s\n' "${home%/}/.apim-orchestrator"
          done
          for folder in /var/tmp/apim-orchestrator-*; do
            [ "$(stat -c %u "$folder" 2>/dev/null)" != "${folder##*-}" ] || printf '%s\n' "$folder"
          done; } | sort -u; fi | while IFS= read -r folder; do
          if [ -d "$folder" ] && [ ! -x "$folder" ]; then printf '! %s\n' "$folder"; continue; fi
        """;

    // the owner of the journal itself, so that nobody's journal is believed to be another's
    private const string FindScript = FoldersScript + """

          [ -f "$folder/runs/$1/journal" ] && printf '%s %s\n' "$(stat -L -c %U "$folder/runs/$1/journal")" "$folder/runs/$1"
        done
        :
        """;

    private const string RunsScript = FoldersScript + """

          for run in "$folder"/runs/*; do
            [ -f "$run/journal" ] || continue
            undone=0
            [ ! -f "$run/undone" ] || undone=1
            set -- $(du -sk "$run"; wc -l <"$run/journal"; stat -L -c %U "$run/journal")
            printf '%s %s %s %s %s\n' "$4" "$3" "$1" "$undone" "${run##*/}"
            head -n 1 "$run/journal"
          done
        done
        :
        """;

    /// <summary>The runs that have left a journal, newest first.</summary>
    /// <param name="home">The only place to look; null for the usual ones.</param>
    public static CommandLook<IReadOnlyList<HostRun>> Runs(HostPath? home = null) =>
        new(new Subject("runs", "all"), Command.Shell(RunsScript, "", home?.Text ?? ""), static result => ReadRuns(result.Output));

    /// <summary>Where a run has left a journal: the user whose it is (<c>!</c> for a folder that cannot be looked into) and the run's folder.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="home">The only place to look; null for the usual ones.</param>
    /// <exception cref="FormatException">The name is no run's.</exception>
    public static CommandLook<IReadOnlyList<(string Owner, HostPath Folder)>> Find(string run, HostPath? home = null) =>
        IsName(run) ? new(new Subject("run", run), Command.Shell(FindScript, run, home?.Text ?? ""), static result => ReadFolders(result.Output)) : throw new FormatException($"'{run}' is not a run's name");

    private static bool IsName(string run) => run.Length > 0 && run.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && run[0] is not ('.' or '-');

    private static List<(string Owner, HostPath Folder)> ReadFolders(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', 2)).Where(static words => words.Length == 2 && HostPath.TryParse(words[1], out _)).Select(static words => (words[0], HostPath.Parse(words[1])))];

    private static List<HostRun> ReadRuns(string text)
    {
        var runs = new List<HostRun>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [var owner, var lines, var size, var undone, var run]
                && int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var room))
            {
                runs.Add(new HostRun(run, owner, count, room, undone == "1", null));
            }
            else if (runs.Count > 0 && JournalText.Read(line) is JournalEntry.RunEntry beginning)
            {
                runs[^1] = runs[^1] with { Beginning = beginning, Changes = runs[^1].Changes - 1 };
            }
        }

        return [.. runs.OrderByDescending(static run => run.Run, StringComparer.Ordinal)];
    }
}
