using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Tests of what a value is.</summary>
internal static class KindTests
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("defined", c => c.Input is not Undefined, Sees.Everything);
        table.Add("undefined", c => c.Input is Undefined, Sees.Everything);
        Add(table, "none", v => v is null);
        Add(table, "string", v => v is string);
        Add(table, "number", v => v is long or double or bool);
        Add(table, "integer", v => v is long);
        Add(table, "float", v => v is double);
        Add(table, "boolean", v => v is bool);
        Add(table, "true", v => v is true);
        Add(table, "false", v => v is false);
        Add(table, "mapping", v => v is IReadOnlyDictionary<string, object?>);
        Add(table, "sequence", v => Items.AreIn(v));
        table.Add("iterable", c => Items.AreIn(c.Input));
        table.Add("callable", c => c.Input is CallableValue or Function);
        table.Add("truthy convert_bool?", c => IsTruthy(c));
        table.Add("falsy convert_bool?", c => !IsTruthy(c));
        table.Add("even", c => Comparison.AreEqual(Arithmetic.Apply("%", c.Input, 2L, c.Budget), 0L));
        table.Add("odd", c => Comparison.AreEqual(Arithmetic.Apply("%", c.Input, 2L, c.Budget), 1L));
        table.Add("divisibleby num", c => Comparison.AreEqual(Arithmetic.Apply("%", c.Input, c[0], c.Budget), 0L));
        table.Add("lower", c => c.InputText is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper));
        table.Add("upper", c => c.InputText is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower));
        table.Add("nan", c => c.Input is double number && double.IsNaN(number));
        table.Alias("nan", "isnan");
    }

    /// <summary>What is undefined is of no kind; what is unknown may be of any.</summary>
    private static void Add(FunctionTable table, string name, Func<object?, bool> holds) =>
        table.Add(name, c => c.Input is Unknown ? c.Input : holds(c.Input is Secret secret ? secret.Reveal() : c.Input), Sees.Everything);

    private static bool IsTruthy(Arguments call) => call.Flag(0) && call.Input is string text
        ? text.Trim().ToLowerInvariant() switch
        {
            "y" or "yes" or "on" or "1" or "true" or "t" or "1.0" => true,
            "n" or "no" or "off" or "0" or "false" or "f" or "0.0" => false,
            _ => Truth.Of(text),
        }
        : Truth.Of(call.Input);
}
