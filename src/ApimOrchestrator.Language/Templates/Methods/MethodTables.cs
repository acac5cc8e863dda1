using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Methods;

/// <summary>The methods of each kind of value.</summary>
internal static class MethodTables
{
    private static readonly FunctionTable Strings = StringMethods.Table();
    private static readonly FunctionTable Lists = ListMethods.Table();
    private static readonly FunctionTable Maps = MapMethods.Table();

    public static object? Call(Frame frame, object? target, string name, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        var table = Table(target) ?? throw new ValueProblem($"{TypeName.Of(target)} has no method '{name}'");
        var method = table.Find(name)
            ?? throw new ValueProblem($"{TypeName.Of(target)} has no method '{name}'", Suggestion.Nearest(name, table.Names) is { } nearest ? $"did you mean '{nearest}'?" : null);
        return method.Signature.Check(positional.Count, named.Keys) is { } wrong
            ? throw new ValueProblem(wrong.Message, wrong.Help)
            : method.Call(frame, target, positional, named);
    }

    public static bool Has(object? target, string name) => Table(target)?.Find(name) is not null;

    private static FunctionTable? Table(object? target) => target switch
    {
        string or Secret => Strings,
        IReadOnlyDictionary<string, object?> => Maps,
        IReadOnlyList<object?> => Lists,
        _ => null,
    };
}
