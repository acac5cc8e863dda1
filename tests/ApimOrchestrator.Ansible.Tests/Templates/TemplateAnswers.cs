using System.Text.Json;
using System.Text.Json.Nodes;
using ApimOrchestrator.Ansible.Tests.Tools;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;

namespace ApimOrchestrator.Ansible.Tests.Templates;

/// <summary>What Ansible and we make of the same templates over the same variables: values as Python's <c>repr</c>, tuples as lists.</summary>
public sealed class TemplateAnswers : IDisposable
{
    private readonly Conversation _ansible = new("/usr/bin/python3", ["-W", "ignore", Path.Combine(AppContext.BaseDirectory, "Templates", "Cases", "templar.py")], Programs.AnsibleEnvironment);

    /// <inheritdoc/>
    public void Dispose() => _ansible.Dispose();

    /// <summary>The answers of both that are not the same.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="folder">The folder of lookups and includes.</param>
    /// <param name="cases">The templates.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    public async Task<IReadOnlyList<Difference>> DifferencesAsync(JsonNode variables, string folder, IReadOnlyList<TemplateCase> cases, CancellationToken cancellation)
    {
        var setting = new JsonObject { ["variables"] = variables.DeepClone(), ["folder"] = folder };
        var questions = cases.Select(one => new JsonObject { [one.Kind] = one.Text, ["searchpath"] = new JsonArray(Path.Combine(folder, "templates"), folder) }.ToJsonString());
        var answers = await _ansible.AskAsync([setting.ToJsonString(), .. questions], cancellation);
        var scope = new JsonScope(variables, folder);
        return [.. cases.Select((one, index) => new Difference(one, Read(answers[index + 1]), Ours(one, scope))).Where(pair => pair.IsReal)];
    }

    private static string Ours(TemplateCase one, JsonScope scope)
    {
        var (engine, place) = (new TemplateEngine(new TemplateOptions { BaseFolder = scope.Folder }), new Place("case", 1, 1));
        try
        {
            var template = one.Kind switch
            {
                "expression" => engine.ParseExpression(one.Text, place),
                "text" => engine.ParseText(one.Text, place),
                _ => engine.ParseTemplateFile(one.Text, place),
            };
            return ValueText.Of(new List<object?> { template.Evaluate(scope) })[1..^1];
        }
        catch (DiagnosticException refused)
        {
            return Difference.Refused + refused.Diagnostics[0].Message;
        }
    }

    private static string Read(string answer)
    {
        var read = JsonNode.Parse(answer)!;
        return read["value"] is { } value ? value.GetValue<string>() : Difference.Refused + read["error"]!.GetValue<string>();
    }

    private sealed class JsonScope(JsonNode variables, string folder) : IScope
    {
        private readonly Dictionary<string, object?> _values = (Dictionary<string, object?>)Value(JsonSerializer.SerializeToElement(variables))!;

        public string Folder => folder;

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
