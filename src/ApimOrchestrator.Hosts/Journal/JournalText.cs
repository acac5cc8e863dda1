using System.Buffers;
using System.Text;
using System.Text.Json;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Journal;

/// <summary>Writes and reads the lines of a host's journal: one JSON object a line.</summary>
public static class JournalText
{
    /// <summary>The line of an entry, without a line break.</summary>
    /// <param name="entry">The entry.</param>
    public static string Write(JournalEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", entry.At);
            switch (entry)
            {
                case JournalEntry.RunEntry run:
                    json.WriteString("holder", run.Holder);
                    json.WriteString("playbooks", run.Playbooks);
                    break;
                case JournalEntry.PathEntry path:
                    json.WriteString("path", path.Path.Text);
                    WriteState(json, "before", path.Before);
                    WriteState(json, "after", path.After);
                    break;
                case JournalEntry.SubjectEntry subject:
                    json.WriteString("kind", subject.Subject.Kind);
                    json.WriteString("name", subject.Subject.Name);
                    json.WriteBoolean("by_paths", subject.IsByPaths);
                    WriteCommand(json, subject.Undo, subject.Input);
                    break;
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Null where the line is torn or none of ours: the change it was to announce did not begin.</returns>
    public static JournalEntry? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var at = json.GetProperty("at").GetDateTimeOffset();
            return json.TryGetProperty("holder", out var holder) ? new JournalEntry.RunEntry(at, holder.GetString() ?? "", Text(json, "playbooks") ?? "")
                : json.TryGetProperty("path", out var path) ? new JournalEntry.PathEntry(at, HostPath.Parse(path.GetString() ?? ""), ReadState(json.GetProperty("before")), ReadState(json.GetProperty("after")))
                    : ReadSubject(at, json);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void WriteState(Utf8JsonWriter json, string name, JournalState state)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in new[] { ("state", state.State), ("sha256", state.Sha256), ("mode", state.Mode), ("owner", state.Owner), ("group", state.Group), ("target", state.Target) })
        {
            if (value is not null)
            {
                json.WriteString(key, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteCommand(Utf8JsonWriter json, Command? undo, ReadOnlyMemory<byte> input)
    {
        if (undo is null)
        {
            return;
        }

        json.WriteStartObject("undo");
        json.WriteStartArray("run");
        foreach (var word in undo.Arguments.Prepend(undo.Program))
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
        if (undo.WorkingFolder is { } folder)
        {
            json.WriteString("folder", folder);
        }

        json.WriteBase64String("input", input.Span);
        json.WriteStartObject("environment");
        foreach (var (name, value) in undo.Environment)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static JournalState ReadState(JsonElement json) =>
        new(Text(json, "state") ?? "absent", Text(json, "sha256"), Text(json, "mode"), Text(json, "owner"), Text(json, "group"), Text(json, "target"));

    private static JournalEntry.SubjectEntry ReadSubject(DateTimeOffset at, JsonElement json)
    {
        var undo = ReadCommand(json);
        return new JournalEntry.SubjectEntry(at, new Subject(Text(json, "kind") ?? "", Text(json, "name") ?? ""), undo)
        {
            Input = undo is null ? default : json.GetProperty("undo").GetProperty("input").GetBytesFromBase64(),
            IsByPaths = json.GetProperty("by_paths").GetBoolean(),
        };
    }

    private static Command? ReadCommand(JsonElement json)
    {
        if (!json.TryGetProperty("undo", out var undo) || undo.GetProperty("run").EnumerateArray().Select(word => word.GetString() ?? "").ToList() is not [var program, .. var words])
        {
            return null;
        }

        return new Command(program, words)
        {
            WorkingFolder = Text(undo, "folder"),
            Environment = undo.GetProperty("environment").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? ""),
        };
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
