using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>
/// What a run leaves on each host so that it can be undone from anywhere: a folder with one JSON line a change, written before the change
/// (<c>journal</c>), and the contents files had before, named by their SHA-256 (<c>content/</c>). Folders 0700, files 0600.
/// </summary>
/// <param name="Run">The run's name.</param>
/// <param name="Time">The clock.</param>
public sealed record HostJournal(string Run, TimeProvider Time)
{
    /// <summary>The name of the file with the lines, in a run's folder.</summary>
    public const string LinesFile = "journal";

    /// <summary>The name of the folder with the contents, in a run's folder.</summary>
    public const string ContentFolder = "content";

    /// <summary>How many runs' journals stay unless told otherwise.</summary>
    public const int Kept = 50;

    /// <summary>How many MiB the journals of a user's runs may take on a host before older ones go; the newest stays in any case.</summary>
    public const int KeptMebibytes = 2048;

    private const int LargestInput = 1024 * 1024;

    /// <summary>Who runs, from where and since when.</summary>
    public string Holder { get; init; } = "";

    /// <summary>What is run, for people.</summary>
    public string Playbooks { get; init; } = "";

    /// <summary>Where this journal's folders lie, in place of the user's usual place; null for that.</summary>
    public HostPath? Home { get; init; }

    /// <summary>Where a user keeps what the program leaves on a host: <c>/var/lib/apim-orchestrator</c>, without root <c>~/.apim-orchestrator</c>, or <c>/var/tmp/apim-orchestrator-UID</c> where the home cannot be written to.</summary>
    /// <param name="identity">Who works on the host.</param>
    public static HostPath HomeOf(HostIdentity identity) =>
        identity.Kept ?? (identity.Uid == 0 ? HostPath.Parse("/var/lib/apim-orchestrator") : identity.Home.Combine(".apim-orchestrator"));

    /// <summary>The folder of this run.</summary>
    /// <param name="identity">Who works on the host.</param>
    public HostPath FolderFor(HostIdentity identity) => (Home ?? HomeOf(identity)).Combine($"runs/{Run}");

    /// <summary>The line a journal begins with, without a line break.</summary>
    public string FirstLine() => JournalText.Write(new JournalEntry.RunEntry(Time.GetUtcNow(), Holder, Playbooks));

    /// <summary>The line of a path's change, without a line break.</summary>
    /// <param name="change">The change.</param>
    public string LineOf(PathChange change) => JournalText.Write(new JournalEntry.PathEntry(Time.GetUtcNow(), change.Path, JournalState.Of(change.Before), JournalState.Of(change.After)));

    /// <summary>The line of a program's run, without a line break. What an undo program would have to be given as a secret is not kept: then it cannot be undone.</summary>
    /// <param name="change">What the program changes.</param>
    /// <param name="cancellation">Ends the reading of what the undo program is given to read.</param>
    public async Task<string> LineOfAsync(Change change, CancellationToken cancellation)
    {
        var undo = change.Undo is { Input.IsSecret: false, IsSecret: false } known ? known : null;
        return JournalText.Write(new JournalEntry.SubjectEntry(Time.GetUtcNow(), change.Subject, undo)
        {
            Input = undo is null ? default : await undo.Input.ReadAsync(cancellation, LargestInput),
            IsByPaths = change.Undo is null && change.Paths.Count > 0,
        });
    }
}
