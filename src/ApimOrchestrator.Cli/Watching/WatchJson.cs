using System.Buffers;
using System.Text;
using System.Text.Json;
using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>The result of a look as one JSON object in a line: the event <c>watched</c>, for <c>--output jsonl</c> and for webhooks.</summary>
internal static class WatchJson
{
    private const int MostShown = 1000;

    /// <summary>The line, without its end.</summary>
    /// <param name="result">The result.</param>
    public static string Line(WatchResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", "watched");
            json.WriteString("time", result.At);
            json.WriteNumber("round", result.Round);
            json.WriteString("result", result.Word);
            json.WriteNumber("duration_ms", Math.Round(result.Duration.TotalMilliseconds, 1));
            Write(json, "hosts", result.Hosts);
            Write(json, "unreachable", result.Unreachable);
            Write(json, "failures", result.Failures);
            json.WriteStartArray("drift");
            foreach (var planned in result.Drift.Take(MostShown))
            {
                Write(json, planned.Task, planned.Place, planned.Effect);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string task, string place, Effect effect)
    {
        json.WriteStartObject();
        json.WriteString("host", effect.Host);
        json.WriteString("task", task);
        json.WriteString("place", place);
        json.WriteString("kind", effect.Kind);
        json.WriteString("subject", effect.Subject);
        json.WriteString("before", Planning.PlanDrift.Describe(effect.Before));
        json.WriteString("after", Planning.PlanDrift.Describe(effect.After));
        json.WriteEndObject();
    }
}
