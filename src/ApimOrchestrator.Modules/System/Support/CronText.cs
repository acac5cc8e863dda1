using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A crontab's text: what is not asked for stays as it is. A job is the line after its marker, the same as Ansible's.</summary>
internal sealed class CronText
{
    private const string Marker = "#Ansible: ";

    private readonly List<string> _lines;

    public CronText(string text) => _lines = [.. TextLines.Split(text).Select(TextLines.Bare)];

    /// <summary>The names of all jobs.</summary>
    public List<object?> Jobs() => [.. _lines.Where(line => line.StartsWith(Marker, StringComparison.Ordinal)).Select(line => line[Marker.Length..])];

    /// <summary>The names of all variables.</summary>
    public List<object?> Variables() => [.. _lines.Select(VariableOf).OfType<string>()];

    /// <summary>Makes sure of a job; null removes it.</summary>
    public void KeepJob(string name, string? job)
    {
        var at = _lines.IndexOf(Marker + name);
        if (at < 0)
        {
            _lines.AddRange(job is null ? [] : [Marker + name, job]);
            return;
        }

        var hasJob = at + 1 < _lines.Count && !_lines[at + 1].StartsWith(Marker, StringComparison.Ordinal);
        if (hasJob)
        {
            _lines.RemoveAt(at + 1);
        }

        if (job is null)
        {
            _lines.RemoveAt(at);
        }
        else
        {
            _lines.Insert(at + 1, job);
        }
    }

    /// <summary>Makes sure of a variable; null removes it. A new one goes to the top unless a neighbour is named.</summary>
    public void KeepVariable(string name, string? value, string? after, string? before)
    {
        var at = _lines.FindIndex(line => VariableOf(line) == name);
        if (at >= 0)
        {
            _lines.RemoveAt(at);
        }
        else if (after is not null || before is not null)
        {
            at = _lines.FindIndex(line => VariableOf(line) == (after ?? before)) + (after is null ? 0 : 1);
        }

        if (value is not null)
        {
            _lines.Insert(Math.Max(0, at), $"{name}=\"{value}\"");
        }
    }

    /// <summary>The whole text; it ends its last line, as cron wants it.</summary>
    public override string ToString() => _lines.Count == 0 ? "" : string.Join('\n', _lines) + "\n";

    private static string? VariableOf(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        var name = at > 0 ? line[..at].Trim() : "";
        return name.Length > 0 && !name.StartsWith('#') && name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)) ? name : null;
    }
}
