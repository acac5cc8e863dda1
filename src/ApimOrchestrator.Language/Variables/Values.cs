using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Variables;

/// <summary>Walks values that may hold templates.</summary>
internal static class Values
{
    /// <summary>Whether a value has a template or a scalar kept as written anywhere in it.</summary>
    public static bool NeedsEvaluation(object? value) => value switch
    {
        ITemplate or Written => true,
        IReadOnlyList<object?> list => list.Any(NeedsEvaluation),
        Dictionary<string, object?> map => map.Values.Any(NeedsEvaluation),
        _ => false,
    };

    /// <summary>The first template in a value, or null.</summary>
    public static ITemplate? FirstTemplate(object? value) => value switch
    {
        ITemplate template => template,
        IReadOnlyList<object?> list => list.Select(FirstTemplate).FirstOrDefault(found => found is not null),
        Dictionary<string, object?> map => map.Values.Select(FirstTemplate).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>A variable's value with every template evaluated; scalars kept as written become what YAML makes of them.</summary>
    public static object? Evaluate(object? value, IScope scope) => Map(value, scope, static written => written.Value);

    /// <summary>A module argument's value with every template evaluated; scalars kept as written stay so; what is <c>omit</c> disappears from lists and maps.</summary>
    public static object? EvaluateArgument(object? value, IScope scope) => Map(value, scope, static written => written);

    private static object? Map(object? value, IScope scope, Func<Written, object?> read) => value switch
    {
        ITemplate template => template.Evaluate(scope),
        Written written => read(written),
        IReadOnlyList<object?> list when NeedsEvaluation(list) => list.Select(item => Map(item, scope, read)).Where(item => item is not Omit).ToList(),
        Dictionary<string, object?> map when NeedsEvaluation(map) => MapEntries(map, scope, read),
        _ => value,
    };

    private static Dictionary<string, object?> MapEntries(Dictionary<string, object?> map, IScope scope, Func<Written, object?> read)
    {
        var made = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, item) in map)
        {
            var value = Map(item, scope, read);
            if (value is not Omit)
            {
                made[name] = value;
            }
        }

        return made;
    }
}
