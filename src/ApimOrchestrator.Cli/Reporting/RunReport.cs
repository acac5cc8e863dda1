using System.Globalization;
using System.Text.Json;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>Tells a run as one HTML page: a fold over its journal's events, in which secrets are masked already.</summary>
internal sealed class RunReport
{
    private const int SlowestShown = 10;

    private readonly List<JsonElement> _events;
    private readonly HtmlPage _page;

    private RunReport(string run, IEnumerable<JsonElement> events) => (_events, _page) = ([.. events], new HtmlPage($"Run {run}"));

    /// <summary>The page of a run.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="events">Its events, in order; a run that was cut off has no last one.</param>
    public static string Of(string run, IEnumerable<JsonElement> events)
    {
        var report = new RunReport(run, events);
        report.AddHead(run);
        report.AddRecap();
        report.AddSlowest();
        report.AddPlays();
        return report._page.End();
    }

    private void AddHead(string run)
    {
        var first = _events.FirstOrDefault(happened => Kind(happened) == "run_started");
        var last = _events.LastOrDefault(happened => Kind(happened) == "run_finished");
        var took = _events.Count > 1 && Time(_events[0]) is { } begun && Time(_events[^1]) is { } ended ? $", {Seconds((ended - begun).TotalMilliseconds)}" : "";
        var code = last.ValueKind == JsonValueKind.Object && last.TryGetProperty("exit_code", out var exit) ? exit.GetInt32() : (int?)null;
        var (word, colour) = code switch { 0 => ("done", "ok"), null => ("cut off: the run has no end", "failed"), 3 => ("done, with changes", "changed"), _ => ($"exit code {code}", "failed") };
        _page.Add($"<h1>Run {Escaped(run)} <span class=\"word {colour}\">{word}</span></h1>");
        _page.Add($"<p class=\"facts\">{Escaped(string.Join(' ', Texts(first, "playbooks")))}{(Flag(first, "check") ? " · looked only, nothing was touched" : "")}<br>{Escaped(Text(first, "time"))}{took} · apim-orchestrator {Escaped(Text(first, "version"))}</p>");
        foreach (var warning in _events.Where(happened => Kind(happened) == "warning"))
        {
            _page.Add($"<p class=\"unknown message\">{Escaped(Text(warning, "host") is { Length: > 0 } host ? $"{host}: " : "")}{Escaped(Text(warning, "message"))}</p>");
        }
    }

    // counted anew from the tasks, so that a run that was cut off has its sums too
    private void AddRecap()
    {
        string[] words = ["ok", "changed", "failed", "unreachable", "skipped", "rescued", "ignored", "unknown"];
        _page.Add($"<h2>Hosts</h2><table><tr><th>host</th>{string.Concat(words.Select(word => $"<th class=\"number\">{word}</th>"))}<th class=\"number\">time</th></tr>");
        foreach (var host in Tasks().GroupBy(task => Text(task, "host")))
        {
            var counts = host.CountBy(task => Text(task, "outcome")).ToDictionary(pair => pair.Key, pair => pair.Value);
            _page.Add($"<tr><td>{Escaped(host.Key)}</td>{string.Concat(words.Select(word => $"<td class=\"number{(counts.ContainsKey(word) ? $" {word}" : "")}\">{counts.GetValueOrDefault(word)}</td>"))}<td class=\"number\">{Seconds(host.Sum(Took))}</td></tr>");
        }

        _page.Add("</table>");
    }

    private void AddSlowest()
    {
        var slowest = Tasks().Where(task => Took(task) >= 100).OrderByDescending(Took).Take(SlowestShown).ToList();
        if (slowest.Count == 0)
        {
            return;
        }

        _page.Add("<h2>Where the time went</h2><table><tr><th>task</th><th>host</th><th class=\"number\">time</th></tr>");
        slowest.ForEach(task => _page.Add($"<tr><td>{Escaped(Text(task, "task"))}</td><td>{Escaped(Text(task, "host"))}</td><td class=\"number\">{Seconds(Took(task))}</td></tr>"));
        _page.Add("</table>");
    }

    private void AddPlays()
    {
        var isOpen = false;
        foreach (var happened in _events)
        {
            switch (Kind(happened))
            {
                case "play_started":
                    Close(ref isOpen);
                    _page.Add($"<h2>{Escaped(Text(happened, "play"))}</h2><p class=\"facts\">{Escaped(string.Join(", ", Texts(happened, "hosts")))} · <span class=\"place\">{Escaped(Text(happened, "place"))}</span></p>");
                    break;
                case "task_started":
                    Close(ref isOpen);
                    isOpen = true;
                    _page.Add($"<section class=\"task\"><header><b>{(Flag(happened, "handler") ? "handler: " : "")}{Escaped(Text(happened, "task"))}</b><span class=\"place\">{Escaped(Text(happened, "place"))}</span></header>");
                    break;
                case "task_finished":
                    AddEnd(happened);
                    break;
            }
        }

        Close(ref isOpen);
    }

    private void Close(ref bool isOpen)
    {
        if (isOpen)
        {
            _page.Add("</section>");
        }

        isOpen = false;
    }

    private void AddEnd(JsonElement task)
    {
        var outcome = Text(task, "outcome");
        var message = outcome == "skipped" && Text(task, "message").Length > 0 ? $"when: {Text(task, "message")}" : Text(task, "message");
        _page.Add($"<div class=\"host\"><span>{Escaped(Text(task, "host"))}</span><span class=\"word {Escaped(outcome)}\">{Escaped(outcome)}</span><span class=\"took\">{Seconds(Took(task))}</span><span class=\"message\">{Escaped(message)}</span></div>");
        foreach (var effect in task.TryGetProperty("effects", out var effects) ? effects.EnumerateArray().ToList() : [])
        {
            AddEffect(effect);
        }

        foreach (var stream in new[] { "stdout", "stderr" })
        {
            if (outcome is "failed" or "rescued" or "ignored" && Text(task, stream) is { Length: > 0 } text)
            {
                _page.Add($"<details open><summary>{stream}</summary><pre>{Escaped(text)}</pre></details>");
            }
        }
    }

    private void AddEffect(JsonElement effect)
    {
        var subject = Text(effect, "kind") == "path" ? Text(effect, "subject") : $"{Text(effect, "kind")} {Text(effect, "subject")}";
        var (before, after) = (State(effect, "before"), State(effect, "after"));
        var mark = effect.TryGetProperty("can_undo", out var can) && can.ValueKind == JsonValueKind.False ? " <span class=\"undo\">cannot be undone</span>" : "";
        var line = $"{Escaped(subject)}: {(before == after ? "content" : $"{Escaped(before)} → {Escaped(after)}")}{mark}";
        if (Text(effect, "diff") is { Length: > 0 } diff)
        {
            _page.Add($"<details><summary>{line}</summary>");
            _page.AddDiff(diff);
            _page.Add("</details>");
        }
        else
        {
            _page.Add($"<div>{line}</div>");
        }
    }

    private IEnumerable<JsonElement> Tasks() => _events.Where(happened => Kind(happened) == "task_finished");

    private static string State(JsonElement effect, string side)
    {
        var state = effect.TryGetProperty(side, out var found) ? found : default;
        var word = Text(state, "state");
        return string.Join(' ', new[] { word.Contains('\n', StringComparison.Ordinal) ? $"{word.TrimEnd('\n').Split('\n').Length} lines" : word, Text(state, "mode"), Text(state, "owner") is { Length: > 0 } owner ? $"{owner}:{Text(state, "group")}" : "" }.Where(part => part.Length > 0));
    }

    private static string Kind(JsonElement happened) => Text(happened, "event");

    private static string Escaped(string text) => HtmlPage.Escape(text);

    private static double Took(JsonElement task) => task.TryGetProperty("duration_ms", out var took) && took.TryGetDouble(out var milliseconds) ? milliseconds : 0;

    private static DateTimeOffset? Time(JsonElement happened) => happened.TryGetProperty("time", out var time) && time.TryGetDateTimeOffset(out var at) ? at : null;

    private static string Seconds(double milliseconds) =>
        milliseconds < 1000 ? $"{milliseconds.ToString("0", CultureInfo.InvariantCulture)} ms" : milliseconds < 120_000 ? $"{(milliseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture)} s" : $"{(milliseconds / 60_000).ToString("0.0", CultureInfo.InvariantCulture)} min";

    private static bool Flag(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.ToString()) : [];
}
