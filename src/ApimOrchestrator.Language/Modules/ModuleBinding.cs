using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Playbooks;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Modules;

/// <summary>A task's module and its arguments as written; bound again for every host and item.</summary>
internal sealed class ModuleBinding(ModuleContract contract, WrittenArguments arguments, FileSearch search, TemplateEngine templates, VaultReader vault, Problems sources) : IModuleBinding
{
    /// <inheritdoc/>
    public string ModuleName => contract.Name;

    /// <inheritdoc/>
    public bool NeedsNoHost => contract.NeedsNoHost;

    /// <inheritdoc/>
    public bool RunsOnce => contract.RunsOnce;

    /// <inheritdoc/>
    public BoundModule Bind(IScope scope)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments.Values)
        {
            if (Values.EvaluateArgument(value, scope) is not Omit and var evaluated)
            {
                values[contract.Rest is not null && TemplateEngine.HasMarks(name) ? ValueText.Of(templates.ParseText(name, arguments.Place).Evaluate(scope)) : name] = evaluated;
            }
        }

        var reader = new ArgumentReader(values, contract.Arguments, new ArgumentSource(search, templates, vault, scope, arguments.Place));
        var module = contract.Create(reader);
        var problems = ArgumentReader.Problems(Known(values), contract.Arguments, contract.Rest).Concat(reader.Problems()).Distinct().ToList();
        return problems.Count == 0
            ? new BoundModule(module, [.. SecretsIn(values).Distinct()])
            : throw new DiagnosticException([.. problems.Select(problem => sources.WithLine(arguments.Explain(contract, problem)))]);
    }

    // What is not known yet counts as given, but cannot be checked.
    private Dictionary<string, object?> Known(Dictionary<string, object?> values) =>
        values.ToDictionary(pair => pair.Key, pair => HoldsUnknown(pair.Value) ? new Constant(arguments.Place, pair.Key, pair.Value) : pair.Value);

    private static bool HoldsUnknown(object? value) => value switch
    {
        Unknown => true,
        IReadOnlyDictionary<string, object?> map => map.Values.Any(HoldsUnknown),
        IReadOnlyList<object?> list => list.Any(HoldsUnknown),
        _ => false,
    };

    private IEnumerable<string> SecretsIn(Dictionary<string, object?> values) =>
        values.SelectMany(pair => TextsIn(pair.Value, contract.Find(pair.Key)?.Type.IsSecret ?? false)).Where(text => text.Length > 0);

    private static IEnumerable<string> TextsIn(object? value, bool isSecret) => value switch
    {
        Secret secret => [secret.Reveal()],
        string text when isSecret => [text],
        Written written when isSecret => [written.Text],
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(item => TextsIn(item, isSecret)),
        IReadOnlyList<object?> list => list.SelectMany(item => TextsIn(item, isSecret)),
        _ => [],
    };
}
