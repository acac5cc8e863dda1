using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Filters that stand in for missing values or choose between values.</summary>
internal static class GeneralFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("default default_value? boolean?", Default, Sees.Everything);
        table.Alias("default", "d");
        table.Add("mandatory msg?", Mandatory, Sees.Everything);
        table.Add("ternary true_val false_val none_val?", Ternary, Sees.Secrets);
        table.Add("bool", c => ToBool(c.Input));
        table.Add("string", c => c.InputText);
        table.Add("attr name", c => c.Input is IReadOnlyDictionary<string, object?> ? new Undefined(c.Text(0)) : Items.Attribute(c.Input, c.Text(0), () => c.Text(0)));
        table.Add("type_debug", c => TypeName.InPython(c.Input), Sees.Everything);
    }

    /// <summary>The value, or another one where it is undefined (with a second argument of true also where it is empty).</summary>
    private static object? Default(Arguments call) => call.Input switch
    {
        Undefined => call.Or(0, ""),
        Unknown => call.Input,
        var value => call.Flag(1) && !Truth.Of(value) ? call.Or(0, "") : value,
    };

    private static object? Mandatory(Arguments call) => call.Input is Undefined undefined
        ? throw new ValueProblem(call.Has(0) ? call.Text(0) : $"the mandatory variable '{undefined.Name}' is not defined")
        : call.Input;

    private static object? Ternary(Arguments call) =>
        call.Input is null && call[2] is not null ? call[2] : Truth.Of(call.Input) ? call[0] : call[1];

    /// <summary>Ansible's reading of yes and no: what is none of the words for yes is no.</summary>
    private static object? ToBool(object? value) => value switch
    {
        null or bool => value,
        string text => text.ToLowerInvariant() is "yes" or "on" or "1" or "true",
        long whole => whole == 1,
        double number => number == 1,
        _ => false,
    };
}
