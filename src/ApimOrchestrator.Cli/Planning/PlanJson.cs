using System.Text.Json;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Planning;

/// <summary>Writes and reads a plan's file: one JSON document.</summary>
internal static class PlanJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    /// <summary>Writes a plan, for its owner only.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">The file; replaced in one step.</param>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Write(Plan plan, string file)
    {
        try
        {
            var beside = $"{file}.{Environment.ProcessId}";
            using (var stream = new FileStream(beside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            using (var json = new Utf8JsonWriter(stream, Options))
            {
                Write(json, plan);
            }

            File.Move(beside, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("--out"), $"the plan cannot be written: {problem.Message}"));
        }
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="DiagnosticException">It is none, or cannot be read.</exception>
    public static Plan Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return Read(document.RootElement, file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of(file), $"the plan cannot be read: {problem.Message}"));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of(file), "this is not a plan", "'plan --out FILE' makes one"));
        }
    }

    private static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject();
        json.WriteNumber("apim_orchestrator_plan", Plan.CurrentFormat);
        json.WriteString("version", plan.Version);
        json.WriteString("made_by", plan.MadeBy);
        json.WriteBase64String("salt", plan.Salt);
        WriteAll(json, "words", plan.Words, json.WriteStringValue);
        WriteAll(json, "inputs", plan.Inputs, input => WriteTexts(json, ("kind", input.Kind), ("name", input.Name), ("hash", input.Hash)));
        WriteAll(json, "tasks", plan.Tasks, task => WriteTexts(json, ("host", task.Host), ("place", task.Place), ("outcome", task.Outcome)));
        WriteAll(json, "effects", plan.Effects, effect => WriteEffect(json, effect));
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        json.WriteStartObject();
        foreach (var (name, value) in texts)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteEffect(Utf8JsonWriter json, PlannedEffect planned)
    {
        json.WriteStartObject();
        foreach (var (name, value) in new[] { ("host", planned.Effect.Host), ("task", planned.Task), ("place", planned.Place), ("kind", planned.Effect.Kind), ("subject", planned.Effect.Subject) })
        {
            json.WriteString(name, value);
        }

        foreach (var (name, state) in new[] { ("before", planned.Effect.Before), ("after", planned.Effect.After) })
        {
            json.WritePropertyName(name);
            WriteTexts(json, ("state", state.State), ("sha256", state.Sha256), ("mode", state.Mode), ("owner", state.Owner), ("group", state.Group));
        }

        json.WriteBoolean("can_undo", planned.Effect.CanUndo);
        json.WriteEndObject();
    }

    private static Plan Read(JsonElement json, string file)
    {
        if (json.GetProperty("apim_orchestrator_plan").GetInt32() is var format and not Plan.CurrentFormat)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of(file), $"this plan has format {format}; this program reads format {Plan.CurrentFormat}", "make the plan again with this program"));
        }

        return new Plan
        {
            Version = Text(json, "version") ?? "",
            MadeBy = Text(json, "made_by") ?? "",
            Salt = json.GetProperty("salt").GetBytesFromBase64(),
            Words = [.. json.GetProperty("words").EnumerateArray().Select(word => word.GetString() ?? "")],
            Inputs = [.. json.GetProperty("inputs").EnumerateArray().Select(input => new PlanInput(Text(input, "kind") ?? "", Text(input, "name") ?? "", Text(input, "hash") ?? ""))],
            Tasks = [.. json.GetProperty("tasks").EnumerateArray().Select(task => new PlannedTask(Text(task, "host") ?? "", Text(task, "place") ?? "", Text(task, "outcome") ?? ""))],
            Effects = [.. json.GetProperty("effects").EnumerateArray().Select(ReadEffect)],
        };
    }

    private static PlannedEffect ReadEffect(JsonElement json) => new(
        Text(json, "task") ?? "",
        Text(json, "place") ?? "",
        new Effect(Text(json, "subject") ?? "", Text(json, "kind") ?? "", ReadState(json.GetProperty("before")), ReadState(json.GetProperty("after")), null)
        {
            Host = Text(json, "host") ?? "",
            CanUndo = json.GetProperty("can_undo").GetBoolean(),
        });

    private static EffectState ReadState(JsonElement json) => new(Text(json, "state") ?? "", Text(json, "sha256"), Text(json, "mode"), Text(json, "owner"), Text(json, "group"));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
