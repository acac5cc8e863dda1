using System.Text.Json;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language.Templates;

/// <summary>Expressions, texts and template files with the values that Jinja2 3.1 gives them under ansible-core 2.14; values are written as Python's <c>repr</c> (tuples as lists).</summary>
public sealed class Jinja2Tests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Language", "Templates", "Fixtures", "jinja2-cases.json"))).RootElement;

    public static TheoryData<string, string, string> All()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var one in Cases.GetProperty("cases").EnumerateArray())
        {
            var properties = one.EnumerateObject().ToArray();
            data.Add(properties[0].Name, properties[0].Value.GetString()!, properties[1].Value.GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Means_what_it_means_to_Jinja2(string kind, string text, string expected)
    {
        var (engine, place) = (new TemplateEngine(), new Place("case", 1, 1));
        var template = kind switch
        {
            "expression" => engine.ParseExpression(text, place),
            "text" => engine.ParseText(text, place),
            _ => engine.ParseTemplateFile(text, place),
        };
        var written = ValueText.Of(new List<object?> { template.Evaluate(new Variables()) });
        written[1..^1].ShouldBe(expected);
    }

    private sealed class Variables : IScope
    {
        private readonly Dictionary<string, object?> _values = (Dictionary<string, object?>)Value(Cases.GetProperty("variables"))!;

        public IEnumerable<string> Names => _values.Keys;

        public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

        private static object? Value(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value), StringComparer.Ordinal),
            JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : (object)element.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}
