using System.Text.Json;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>The journals of this control machine's runs: a folder each, named as the run, so that names sort by time.</summary>
/// <param name="folder">The folder of all journals; may be missing.</param>
internal sealed class RunJournals(string folder)
{
    private const long LargestBytes = 2L << 30;

    /// <summary>The runs' names, newest first.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).OrderDescending(StringComparer.Ordinal)] : [];

    /// <summary>A run's events, as far as they are whole: a run that was cut off may have left half a line.</summary>
    /// <param name="run">The run's name.</param>
    /// <returns>Each as JSON; none where the run is not known.</returns>
    public IEnumerable<JsonElement> Events(string run)
    {
        var file = Path.Combine(folder, run, JournalFile.FileName);
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            if (Read(line) is { } happened)
            {
                yield return happened;
            }
        }
    }

    /// <summary>The first playbook of a run; null where it is not known here.</summary>
    /// <param name="run">The run's name.</param>
    public string? PlaybookOf(string run) =>
        Events(run).FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("playbooks", out var files) && files.GetArrayLength() > 0 ? files[0].GetString() : null;

    /// <summary>Lets go of older runs than the newest ones, and of those beyond 2 GiB in sum; the newest stays in any case.</summary>
    /// <param name="keep">How many stay.</param>
    public void Prune(int keep)
    {
        var (count, bytes) = (0, 0L);
        foreach (var run in Names.Select(name => new DirectoryInfo(Path.Combine(folder, name))))
        {
            count++;
            bytes += run.EnumerateFiles().Sum(file => file.Length);
            if (count > Math.Max(1, keep) || (count > 1 && bytes > LargestBytes))
            {
                run.Delete(recursive: true);
            }
        }
    }

    private static JsonElement? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("event", out _) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
