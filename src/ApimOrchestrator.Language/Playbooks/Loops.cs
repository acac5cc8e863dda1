using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Variables;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads the older <c>with_…</c> loops as what they are: a loop over the lookup of that name.</summary>
internal static class Loops
{
    /// <summary>The loops there are.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "with_items", "with_list", "with_dict", "with_indexed_items", "with_nested", "with_together", "with_subelements", "with_sequence", "with_random_choice",
        "with_fileglob", "with_file", "with_first_found", "with_lines", "with_template", "with_env", "with_vars",
    ];

    private const string Terms = "ansible_loop_terms";

    /// <summary>The loop over what a <c>with_…</c> names.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <param name="source">What stands below it: one term or a list of them.</param>
    /// <param name="engine">Parses the lookup.</param>
    public static ITemplate Read(string keyword, ITemplate source, TemplateEngine engine)
    {
        var lookup = engine.ParseExpression($"query('{keyword["with_".Length..]}', *{Terms})", source.Place);
        return new Composite(source.Place, source.Text, scope => source.Evaluate(scope) switch
        {
            Unknown unknown => unknown,
            var terms => lookup.Evaluate(new Scope([new Dictionary<string, object?> { [Terms] = terms as IReadOnlyList<object?> ?? [terms] }, new ScopeMap(scope)])),
        });
    }
}
