using System.Text.Json;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>JSON, letter for letter as Python's <c>json</c> writes it.</summary>
internal static class JsonFilters
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128 };

    public static void AddTo(FunctionTable table)
    {
        table.Add("to_json indent? sort_keys? ensure_ascii? separators?", c => Written(c, null, isSorted: false, ", "));
        table.Add("to_nice_json indent? sort_keys? ensure_ascii? separators?", c => Written(c, 4, isSorted: true, ","));
        table.Add("tojson indent?", c => HtmlSafe(new JsonText(c.Budget, c[0] is null ? null : c.Count(0), IsSorted: true, IsAscii: true, c[0] is null ? ", " : ",", ": ").Of(c.Input)));
        table.Add("from_json", c => Read(c.InputString));
    }

    private static string Written(Arguments call, int? indent, bool isSorted, string separator)
    {
        indent = call.Has(0) ? (call[0] is null ? null : call.Count(0)) : indent;
        var (items, pairs) = (indent is null ? separator : ",", ": ");
        if (call.Has(3) && call[3] is not null)
        {
            (items, pairs) = call.List(3) is [string first, string second] ? (first, second) : throw new ValueProblem("'separators' needs two texts, such as (',', ':')");
        }

        return new JsonText(call.Budget, indent, call.Flag(1, isSorted), call.Flag(2, true), items, pairs).Of(call.Input);
    }

    private static string HtmlSafe(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("'", "\\u0027", StringComparison.Ordinal);

    private static object? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return Value(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new ValueProblem($"'from_json' cannot read this text: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: it is not JSON");
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element),
        JsonValueKind.Array => new ListValue(element.EnumerateArray().Select(Value)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) && !element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? whole : (object)element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static MapValue Map(JsonElement element)
    {
        var map = new MapValue();
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = Value(property.Value);
        }

        return map;
    }
}
