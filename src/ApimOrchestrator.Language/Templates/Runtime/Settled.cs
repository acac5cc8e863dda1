using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Turns what a template made into values of the shapes the rest of the program knows: nothing in them changes any more.</summary>
internal static class Settled
{
    private const int MaxNesting = 200;

    public static object? Of(object? value, int nesting = 0)
    {
        if (nesting > MaxNesting)
        {
            throw new ValueProblem("the value is nested too deep");
        }

        switch (value)
        {
            case ListValue or TupleValue:
                var list = (IReadOnlyList<object?>)value;
                var items = new List<object?>(list.Count);
                for (var i = 0; i < list.Count; i++)
                {
                    items.Add(Of(list[i], nesting + 1));
                }

                return items;
            case MapValue map:
                var entries = new Dictionary<string, object?>(map.Count, StringComparer.Ordinal);
                foreach (var (key, entry) in map)
                {
                    entries[key] = Of(entry, nesting + 1);
                }

                return entries;
            case Undefined undefined:
                throw new ValueProblem($"'{undefined.Name}' is undefined");
            case ObjectValue or CallableValue or Function:
                throw new ValueProblem($"{TypeName.Of(value)} cannot be the value of a template");
            default:
                return value;
        }
    }
}
