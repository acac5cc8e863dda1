using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>The inventory in the forms of <c>ansible-inventory</c>.</summary>
internal static class InventoryText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A host's variables, as <c>--host</c> prints them.</summary>
    /// <param name="variables">The variables; templates are shown as written.</param>
    public static string Variables(IReadOnlyDictionary<string, object?> variables) => Json(json => Write(json, variables));

    /// <summary>All hosts and groups, as <c>--list</c> prints them.</summary>
    /// <param name="inventory">The inventory.</param>
    /// <param name="variables">A host's variables.</param>
    public static string List(Inventory inventory, Func<HostEntry, IReadOnlyDictionary<string, object?>> variables) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("_meta");
        json.WriteStartObject("hostvars");
        foreach (var host in inventory.Hosts.Where(host => variables(host).Count > 0).OrderBy(host => host.Name, StringComparer.Ordinal))
        {
            json.WritePropertyName(host.Name);
            Write(json, variables(host));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var group in inventory.Groups.Values.OrderBy(group => group.Name != "all").ThenBy(group => group.Name, StringComparer.Ordinal))
        {
            WriteGroup(json, group);
        }

        json.WriteEndObject();
    });

    /// <summary>The groups as a tree, as <c>--graph</c> prints them.</summary>
    /// <param name="inventory">The inventory.</param>
    public static string Graph(Inventory inventory)
    {
        var text = new StringBuilder("@all:");
        AppendChildren(text, inventory, inventory.Groups["all"], depth: 1);
        return text.ToString();
    }

    private static void AppendChildren(StringBuilder text, Inventory inventory, GroupEntry group, int depth)
    {
        var indent = string.Concat(Enumerable.Repeat("  |", depth));
        foreach (var child in group.Children)
        {
            text.Append('\n').Append(indent).Append("--@").Append(child).Append(':');
            AppendChildren(text, inventory, inventory.Groups[child], depth + 1);
        }

        foreach (var host in OwnHosts(group))
        {
            text.Append('\n').Append(indent).Append("--").Append(host);
        }
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupEntry group)
    {
        if (OwnHosts(group).Count == 0 && group.Children.Count == 0)
        {
            return;
        }

        json.WriteStartObject(group.Name);
        WriteNames(json, "children", group.Children);
        WriteNames(json, "hosts", OwnHosts(group));
        json.WriteEndObject();
    }

    // What stands in the group "all" itself is shown under "ungrouped" or under its other group.
    private static IReadOnlyList<string> OwnHosts(GroupEntry group) => group.Name == "all" ? [] : group.OwnHosts;

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var one in names)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                // With a point, as Python writes it: a reader then knows it for no whole number.
                json.WriteRawValue(ValueText.Of(number), skipInputValidation: true);
                break;
            case IReadOnlyDictionary<string, object?> map:
                json.WriteStartObject();
                foreach (var (name, item) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    Write(json, item);
                }

                json.WriteEndObject();
                break;
            case IReadOnlyList<object?> list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case ITemplate template:
                json.WriteStringValue(template.Text);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
