using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates;

/// <summary>Whether a value counts as true, as Python and therefore <c>if</c>, <c>and</c>, <c>or</c> and <c>not</c> see it.</summary>
public static class Truth
{
    /// <summary>False for none, false, zero and whatever is empty; true for all else, a text such as <c>"false"</c> included.</summary>
    /// <param name="value">A known value; the caller handles <see cref="Unknown"/> and <see cref="Undefined"/>, which count as true and false here.</param>
    public static bool Of(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        string text => text.Length > 0,
        long whole => whole != 0,
        double number => number != 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        Secret secret => secret.Reveal().Length > 0,
        _ => true,
    };

    /// <summary>The same inside an evaluation: unknown stops what is being computed, undefined is an error.</summary>
    internal static bool Known(object? value) => value switch
    {
        Unknown unknown => throw new UnknownReached(unknown),
        Undefined undefined => throw new ValueProblem($"'{undefined.Name}' is undefined"),
        _ => Of(value),
    };
}
