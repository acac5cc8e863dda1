using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>What watching has shown so far, as Prometheus reads it (text format 0.0.4).</summary>
internal sealed class WatchMetrics
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _rounds = new(StringComparer.Ordinal) { ["clean"] = 0, ["drift"] = 0, ["failed"] = 0 };
    private readonly SortedSet<string> _hosts = new(StringComparer.Ordinal);
    private WatchResult? _last;

    /// <summary>Takes the result of a look.</summary>
    /// <param name="result">The result.</param>
    public void Add(WatchResult result)
    {
        lock (_lock)
        {
            _rounds[result.Word]++;
            _hosts.UnionWith(result.Hosts);
            _last = result;
        }
    }

    /// <summary>The text.</summary>
    public string Text()
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            Begin(text, "apim_orchestrator_rounds_total", "counter", "Looks at the hosts, by what they have shown.");
            foreach (var (word, count) in _rounds)
            {
                Add(text, "apim_orchestrator_rounds_total", $"result=\"{word}\"", count);
            }

            if (_last is { } last)
            {
                AddLast(text, last);
            }

            Begin(text, "process_resident_memory_bytes", "gauge", "Memory of this process.");
            Add(text, "process_resident_memory_bytes", "", Environment.WorkingSet);
            return text.ToString();
        }
    }

    private void AddLast(StringBuilder text, WatchResult last)
    {
        Begin(text, "apim_orchestrator_last_round_timestamp_seconds", "gauge", "When the last look began.");
        Add(text, "apim_orchestrator_last_round_timestamp_seconds", "", last.At.ToUnixTimeMilliseconds() / 1000.0);
        Begin(text, "apim_orchestrator_last_round_duration_seconds", "gauge", "How long it took.");
        Add(text, "apim_orchestrator_last_round_duration_seconds", "", last.Duration.TotalSeconds);
        Begin(text, "apim_orchestrator_failures", "gauge", "What failed in it.");
        Add(text, "apim_orchestrator_failures", "", last.Failures.Count);
        Begin(text, "apim_orchestrator_drift", "gauge", "What would have to be changed on a host.");
        foreach (var host in _hosts)
        {
            Add(text, "apim_orchestrator_drift", Label(host), last.Drift.Count(effect => effect.Effect.Host == host));
        }

        Begin(text, "apim_orchestrator_host_up", "gauge", "Whether a host was in reach.");
        foreach (var host in _hosts)
        {
            Add(text, "apim_orchestrator_host_up", Label(host), last.Hosts.Contains(host) && !last.Unreachable.Contains(host) ? 1 : 0);
        }
    }

    private static string Label(string host) => $"host=\"{host.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Begin(StringBuilder text, string name, string kind, string help) => text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');

    private static void Add(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}
