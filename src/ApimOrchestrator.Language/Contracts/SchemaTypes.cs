using System.Text.Json;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Language.Contracts;

/// <summary>Writes arguments as JSON schema. A text may stand wherever a template may, so every scalar allows one; a list allows its single element, as the loader does.</summary>
internal static class SchemaTypes
{
    private const string TemplatePattern = @"\{[{%]";

    /// <summary>The body of a module's schema.</summary>
    public static void WriteModule(Utf8JsonWriter json, ModuleContract module)
    {
        json.WriteString("description", module.Summary);
        WriteTypes(json, "object", "string", "null");
        WriteFields(json, module.Arguments);
    }

    /// <summary>Writes <c>type</c>.</summary>
    public static void WriteTypes(Utf8JsonWriter json, params IReadOnlyList<string> types)
    {
        json.WriteStartArray("type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes that one of some words must stand here, or a template.</summary>
    public static void WriteChoice(Utf8JsonWriter json, IReadOnlyList<string> choices) => WriteAnyOf(json, () => WriteChoices(json, choices), () =>
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", TemplatePattern);
    });

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<ArgumentContract> fields)
    {
        json.WriteStartObject("properties");
        foreach (var field in fields.Where(field => !field.TakesRest))
        {
            foreach (var name in field.Aliases.Prepend(field.Name))
            {
                json.WriteStartObject(name);
                json.WriteString("description", name == field.Name ? field.Description : $"Another name of '{field.Name}'. {field.Description}");
                if (field.Default is { } shown)
                {
                    json.WriteString("default", shown);
                }

                WriteType(json, field.Type);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", fields.Any(field => field.TakesRest));
    }

    private static void WriteType(Utf8JsonWriter json, ArgumentType type)
    {
        switch (type)
        {
            case { JsonType: "" }:
                break;
            case { Choices.Count: > 0 }:
                WriteChoice(json, type.Choices);
                break;
            case { JsonType: "array", Element: { } element }:
                WriteTypes(json, "array", "string", "number", "boolean", "object", "null");
                json.WriteStartObject("items");
                WriteType(json, element);
                json.WriteEndObject();
                break;
            case { JsonType: "object", Fields.Count: > 0 }:
                WriteTypes(json, "object", "string", "null");
                WriteFields(json, type.Fields);
                break;
            case { JsonType: "object", Element: { } value }:
                WriteTypes(json, "object", "string", "null");
                json.WriteStartObject("additionalProperties");
                WriteType(json, value);
                json.WriteEndObject();
                break;
            default:
                WriteTypes(json, "string", "number", "boolean", "null");
                break;
        }
    }

    private static void WriteChoices(Utf8JsonWriter json, IReadOnlyList<string> choices)
    {
        json.WriteStartArray("enum");
        foreach (var choice in choices)
        {
            json.WriteStringValue(choice);
        }

        // an unquoted yes or no reaches an editor as a boolean
        foreach (var flag in choices.Where(choice => choice is "yes" or "no" or "on" or "off").Select(choice => choice is "yes" or "on").Distinct())
        {
            json.WriteBooleanValue(flag);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes <c>anyOf</c>.</summary>
    public static void WriteAnyOf(Utf8JsonWriter json, params IReadOnlyList<Action> branches)
    {
        json.WriteStartArray("anyOf");
        foreach (var branch in branches)
        {
            json.WriteStartObject();
            branch();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
