using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Language.Playbooks;

namespace ApimOrchestrator.Language.Contracts;

/// <summary>The JSON schema of playbooks for editors (JSON Schema 2020-12), made of the keywords the loader reads and the modules' contracts: what it knows is what the loader accepts.</summary>
public static class PlaybookSchema
{
    private static readonly string[] TaskLists = ["tasks", "pre_tasks", "post_tasks", "handlers"];
    private static readonly string[] BlockLists = ["block", "rescue", "always"];
    private static readonly string[] Includes = ["include_tasks", "import_tasks", "include_role", "import_role", "include_vars", "add_host", "group_by", "meta", "import_playbook"];

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["name"] = "text", ["hosts"] = "textOrList", ["tags"] = "textOrList", ["notify"] = "textOrList", ["listen"] = "textOrList", ["vars_files"] = "list", ["roles"] = "list",
        ["register"] = "text", ["vars"] = "map", ["module_defaults"] = "map", ["args"] = "map", ["delegate_to"] = "text", ["become_user"] = "text",
        ["become"] = "flag", ["gather_facts"] = "flag", ["run_once"] = "flag", ["no_log"] = "flag", ["ignore_errors"] = "flag", ["ignore_unreachable"] = "flag", ["check_mode"] = "flag",
        ["diff"] = "flag", ["any_errors_fatal"] = "flag", ["force_handlers"] = "flag", ["delegate_facts"] = "flag", ["retries"] = "number", ["delay"] = "number", ["throttle"] = "number",
        ["connection"] = "connection", ["strategy"] = "strategy", ["order"] = "order", ["become_method"] = "become_method", ["import_playbook"] = "text", ["meta"] = "meta", ["loop_control"] = "loop_control",
        ["include_tasks"] = "tasksFile", ["import_tasks"] = "tasksFile", ["include_role"] = "role", ["import_role"] = "role",
        ["when"] = "condition", ["until"] = "condition", ["changed_when"] = "condition", ["failed_when"] = "condition",
    };

    // The words a keyword knows, as the loader reads them.
    private static readonly Dictionary<string, string[]> Choices = new()
    {
        ["connection"] = ["ssh", "local"],
        ["strategy"] = ["linear", "free"],
        ["order"] = ["inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle"],
        ["become_method"] = ["sudo", "su"],
        ["meta"] = ["noop", "flush_handlers", "end_play", "end_host", "clear_facts"],
    };

    /// <summary>The schema as JSON text, ended by a line end.</summary>
    /// <param name="modules">The modules there are.</param>
    public static string Of(IReadOnlyList<ModuleContract> modules)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "A playbook of apim-orchestrator");
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            json.WriteString("$ref", "#/$defs/play");
            json.WriteEndObject();
            json.WriteStartObject("$defs");
            WriteKinds(json);
            WritePlay(json);
            WriteTask(json, modules);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteKinds(Utf8JsonWriter json)
    {
        foreach (var (name, types) in new (string, string[])[]
        {
            ("text", ["string", "number", "boolean"]), ("textOrList", ["string", "number", "array", "null"]), ("list", ["array", "string", "null"]), ("map", ["object", "null", "string"]),
            ("flag", ["boolean", "string"]), ("number", ["number", "string"]), ("condition", ["string", "boolean", "array", "number"]),
        })
        {
            json.WriteStartObject(name);
            SchemaTypes.WriteTypes(json, types);
            json.WriteEndObject();
        }

        foreach (var (name, choices) in Choices)
        {
            json.WriteStartObject(name);
            SchemaTypes.WriteChoice(json, choices);
            json.WriteEndObject();
        }

        WriteFields(json, "loop_control", TaskKeywords.OfLoopControl, "object");
        WriteFields(json, "tasksFile", Parameters.OfTasks, "string", "object");
        WriteFields(json, "role", Parameters.OfRole, "string", "object");
    }

    private static void WriteFields(Utf8JsonWriter json, string name, IEnumerable<string> fields, params string[] types)
    {
        json.WriteStartObject(name);
        SchemaTypes.WriteTypes(json, types);
        json.WriteStartObject("properties");
        foreach (var field in fields)
        {
            json.WriteStartObject(field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void WritePlay(Utf8JsonWriter json)
    {
        json.WriteStartObject("play");
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var keyword in PlayKeywords.All.Keys.Concat(PlayKeywords.Others).Concat(TaskKeywords.OfPlay.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            WriteKeyword(json, keyword, TaskLists);
        }

        WriteKeyword(json, "ansible.builtin.import_playbook", []);
        json.WriteEndObject();
        SchemaTypes.WriteAnyOf(json, () => WriteRequired(json, "hosts"), () => WriteRequired(json, "import_playbook"), () => WriteRequired(json, "ansible.builtin.import_playbook"));
        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, IReadOnlyList<ModuleContract> modules)
    {
        json.WriteStartObject("tasks");
        SchemaTypes.WriteTypes(json, "array", "null");
        json.WriteStartObject("items");
        json.WriteString("$ref", "#/$defs/task");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("task");
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var keyword in TaskKeywords.OfTask.Keys.Concat(TaskKeywords.Others).Concat(BlockLists).Concat(Includes).Distinct().Order(StringComparer.Ordinal))
        {
            WriteKeyword(json, keyword, BlockLists);
        }

        foreach (var module in modules)
        {
            foreach (var name in module.Aliases.Prepend("ansible.builtin." + module.Name).Prepend(module.Name).Distinct())
            {
                json.WriteStartObject(name);
                SchemaTypes.WriteModule(json, module);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();

        // What saves a block needs one.
        SchemaTypes.WriteAnyOf(json, () => WriteRequired(json, "block"), () =>
        {
            json.WriteStartObject("not");
            SchemaTypes.WriteAnyOf(json, () => WriteRequired(json, "rescue"), () => WriteRequired(json, "always"));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray("required");
        json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteKeyword(Utf8JsonWriter json, string keyword, string[] lists)
    {
        json.WriteStartObject(keyword);
        if (lists.Contains(keyword))
        {
            json.WriteString("$ref", "#/$defs/tasks");
        }
        else if (Kinds.TryGetValue(keyword, out var kind))
        {
            json.WriteString("$ref", "#/$defs/" + kind);
        }

        json.WriteEndObject();
    }
}
