using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>Writes events as JSON, one object each, with the names of the journal. Additional members may come with later versions; none goes.</summary>
public static class EventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An event as one line of JSON without a line end.</summary>
    /// <param name="happened">The event.</param>
    public static string Line(RunEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", happened.Name);
            json.WriteString("time", happened.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            WriteMembers(json, happened);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMembers(Utf8JsonWriter json, RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted run:
                json.WriteString("version", run.Version);
                json.WriteString("run", run.Run);
                json.WriteBoolean("check", run.Check);
                WriteTexts(json, "playbooks", run.Playbooks);
                break;
            case RunEvent.PlayStarted play:
                json.WriteString("play", play.Play);
                json.WriteString("place", play.Place.ToString());
                WriteTexts(json, "hosts", play.Hosts);
                break;
            case RunEvent.TaskStarted task:
                json.WriteString("task", task.Task);
                json.WriteString("place", task.Place.ToString());
                json.WriteBoolean("handler", task.IsHandler);
                break;
            case RunEvent.TaskFinished finished:
                WriteReport(json, finished.Host, finished.Result);
                break;
            case RunEvent.ItemFinished item:
                json.WriteString("item", item.Item);
                WriteReport(json, item.Host, item.Result);
                break;
            case RunEvent.Included included:
                json.WriteString("file", included.File);
                WriteTexts(json, "hosts", included.Hosts);
                json.WriteString("item", included.Item);
                break;
            case RunEvent.Waiting waiting:
                json.WriteString("host", waiting.Host);
                json.WriteString("what", waiting.What);
                break;
            case RunEvent.Retrying retrying:
                json.WriteString("host", retrying.Host);
                json.WriteString("task", retrying.Task);
                json.WriteNumber("retries_left", retrying.RetriesLeft);
                break;
            case RunEvent.Warned warned:
                json.WriteString("message", warned.Message);
                json.WriteString("host", warned.Host);
                break;
            case RunEvent.RunFinished finished:
                WriteRecap(json, finished);
                break;
        }
    }

    private static void WriteReport(Utf8JsonWriter json, string host, TaskReport report)
    {
        json.WriteString("host", host);
        json.WriteString("task", report.Task);
        json.WriteString("module", report.Module);
        json.WriteString("place", report.Place.ToString());
        json.WriteString("outcome", report.Outcome.ToString().ToLowerInvariant());
        json.WriteStartArray("effects");
        foreach (var effect in report.IsHidden ? [] : report.Effects)
        {
            WriteEffect(json, effect);
        }

        json.WriteEndArray();
        json.WriteNumber("duration_ms", Math.Round(report.Duration.TotalMilliseconds, 1));
        json.WriteString("message", report.IsHidden ? "hidden because no_log is set" : report.Message);
        if (report.DelegatedTo is { } worker)
        {
            json.WriteString("delegated_to", worker);
        }

        if (report.Result is { } result && !report.IsHidden)
        {
            json.WriteNumber("rc", result.ExitCode);
            json.WriteString("stdout", result.Output);
            json.WriteString("stderr", result.Error);
        }
    }

    private static void WriteEffect(Utf8JsonWriter json, Effect effect)
    {
        json.WriteStartObject();
        json.WriteString("subject", effect.Subject);
        json.WriteString("kind", effect.Kind);
        if (effect.Host.Length > 0)
        {
            json.WriteString("host", effect.Host);
        }

        WriteState(json, "before", effect.Before);
        WriteState(json, "after", effect.After);
        json.WriteString("diff", effect.Diff);
        json.WriteBoolean("can_undo", effect.CanUndo);
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, string name, EffectState state)
    {
        json.WriteStartObject(name);
        json.WriteString("state", state.State);
        json.WriteString("sha256", state.Sha256);
        json.WriteString("mode", state.Mode);
        json.WriteString("owner", state.Owner);
        json.WriteString("group", state.Group);
        json.WriteEndObject();
    }

    private static void WriteRecap(Utf8JsonWriter json, RunEvent.RunFinished finished)
    {
        json.WriteNumber("exit_code", finished.ExitCode);
        json.WriteStartObject("recap");
        foreach (var host in finished.Recap)
        {
            json.WriteStartObject(host.Host);
            json.WriteNumber("ok", host.Ok);
            json.WriteNumber("changed", host.Changed);
            json.WriteNumber("unreachable", host.Unreachable);
            json.WriteNumber("failed", host.Failed);
            json.WriteNumber("skipped", host.Skipped);
            json.WriteNumber("rescued", host.Rescued);
            json.WriteNumber("ignored", host.Ignored);
            json.WriteNumber("unknown", host.Unknown);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
