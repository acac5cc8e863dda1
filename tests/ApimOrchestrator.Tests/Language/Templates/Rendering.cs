using Shouldly;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;

namespace ApimOrchestrator.Tests.Language.Templates;

/// <summary>Evaluates expressions and texts over a few variables; a variable that is a template is evaluated where it is used.</summary>
internal sealed class Rendering : IScope
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal)
    {
        ["name"] = "node1",
        ["port"] = 9443L,
        ["ratio"] = 0.5,
        ["flag"] = true,
        ["nothing"] = null,
        ["numbers"] = new List<object?> { 3L, 1L, 2L },
        ["words"] = new List<object?> { "b", "A", "c" },
        ["empty"] = new List<object?>(),
        ["map"] = new Dictionary<string, object?> { ["a"] = 1L, ["b"] = new Dictionary<string, object?> { ["c"] = "deep" }, ["8080"] = "port" },
        ["people"] = new List<object?>
        {
            new Dictionary<string, object?> { ["name"] = "Ann", ["age"] = 30L, ["admin"] = true, ["keys"] = new List<object?> { "k1", "k2" } },
            new Dictionary<string, object?> { ["name"] = "bob", ["age"] = 25L, ["admin"] = false, ["keys"] = new List<object?> { "k3" } },
        },
        ["password"] = new Secret("s3cret"),
        ["later"] = new Unknown("'later' (task at site.yml:7)"),
        ["result"] = new Dictionary<string, object?> { ["changed"] = true, ["rc"] = 0L, ["stdout"] = new Unknown("'later' (task at site.yml:7)") },
        ["omit"] = Omit.Value,
    };

    public TemplateEngine Engine { get; init; } = new();

    public IEnumerable<string> Names => _variables.Keys;

    public bool TryGet(string name, out object? value)
    {
        var exists = _variables.TryGetValue(name, out value);
        value = value is ITemplate template ? template.Evaluate(this) : value;
        return exists;
    }

    public Rendering With(string name, object? value)
    {
        _variables[name] = value is string text && TemplateEngine.HasMarks(text) ? Engine.ParseText(text, new Place("vars.yml", 3, 5)) : value;
        return this;
    }

    public object? Expression(string text) => Engine.ParseExpression(text, new Place("site.yml", 1, 1)).Evaluate(this);

    public object? Text(string text) => Engine.ParseText(text, new Place("site.yml", 1, 1)).Evaluate(this);

    public string File(string text) => (string)Engine.ParseTemplateFile(text, new Place("a.j2", 1, 1)).Evaluate(this)!;

    public Diagnostic Refusal(string text) => Should.Throw<DiagnosticException>(() => Expression(text)).Diagnostics.Single();

    public Diagnostic RefusalOfText(string text, Place? place = null) =>
        Should.Throw<DiagnosticException>(() => Engine.ParseText(text, place ?? new Place("site.yml", 1, 1)).Evaluate(this)).Diagnostics.Single();

    /// <summary>The value as Python writes it, with its type visible.</summary>
    public string Repr(string expression) => (string)Expression($"({expression}) | to_json")!;
}
