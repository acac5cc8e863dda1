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
        table.Add("none", c => c.Input is null);
        table.Add("string", c => c.Input is string);
        table.Add("number", c => c.Input is long or double or bool);
        table.Add("integer", c => c.Input is long);
        table.Add("float", c => c.Input is double);
        table.Add("boolean", c => c.Input is bool);
        table.Add("true", c => c.Input is true);
        table.Add("false", c => c.Input is false);
        table.Add("mapping", c => c.Input is IReadOnlyDictionary<string, object?>);
        table.Add("sequence", c => Items.AreIn(c.Input));
        table.Add("iterable", c => Items.AreIn(c.Input));
        table.Add("callable", c => c.Input is CallableValue or Function);
        table.Add("truthy convert_bool?", c => IsTruthy(c));
        table.Add("falsy convert_bool?", c => !IsTruthy(c));
        table.Add("even", c => Remainder(c, 2) == 0);
        table.Add("odd", c => Remainder(c, 2) != 0);
        table.Add("divisibleby num", c => Remainder(c, c.Whole(0)) == 0);
        table.Add("lower", c => c.InputText is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper));
        table.Add("upper", c => c.InputText is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower));
        table.Add("nan", c => c.Input is double number && double.IsNaN(number));
        table.Alias("nan", "isnan");
    }

    private static bool IsTruthy(Arguments call) => call.Flag(0) && call.Input is string text
        ? text.Trim().ToLowerInvariant() switch
        {
            "y" or "yes" or "on" or "1" or "true" or "t" or "1.0" => true,
            "n" or "no" or "off" or "0" or "false" or "f" or "0.0" => false,
            _ => Truth.Of(text),
        }
        : Truth.Of(call.Input);

    private static long Remainder(Arguments call, long divisor) => call.Input switch
    {
        _ when divisor == 0 => throw new ValueProblem("division by zero"),
        long whole => divisor == -1 ? 0 : whole % divisor,
        bool flag => (flag ? 1 : 0) % divisor,
        _ => throw call.Wrong("a whole number", call.Input),
    };
}
