using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Tests that compare a value with another.</summary>
internal static class ComparisonTests
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("eq other", c => Comparison.AreEqual(c.Input, c[0]));
        table.Alias("eq", "equalto");
        table.Alias("eq", "==");
        table.Add("ne other", c => !Comparison.AreEqual(c.Input, c[0]));
        table.Alias("ne", "!=");
        table.Add("lt other", c => Comparison.Order(c.Input, c[0]) < 0);
        table.Alias("lt", "lessthan");
        table.Alias("lt", "<");
        table.Add("le other", c => Comparison.Order(c.Input, c[0], "<=") <= 0);
        table.Alias("le", "<=");
        table.Add("gt other", c => Comparison.Order(c.Input, c[0], ">") > 0);
        table.Alias("gt", "greaterthan");
        table.Alias("gt", ">");
        table.Add("ge other", c => Comparison.Order(c.Input, c[0], ">=") >= 0);
        table.Alias("ge", ">=");
        table.Add("in seq", c => Comparison.IsIn(c.Input, c[0]));
        table.Add("contains value", c => Comparison.IsIn(c[0], c.Input));
        table.Add("sameas other", c => IsSame(c.Input, c[0]));
        table.Add("all", c => c.InputList.All(Truth.Known));
        table.Add("any", c => c.InputList.Any(Truth.Known));
        table.Add("subset b", c => Plain(c, c.InputList).All(i => Comparison.IsIn(i, Plain(c, c.List(0)))));
        table.Alias("subset", "issubset");
        table.Add("superset b", c => Plain(c, c.List(0)).All(i => Comparison.IsIn(i, Plain(c, c.InputList))));
        table.Alias("superset", "issuperset");
    }

    // Python's sets hold nothing that could change.
    private static IReadOnlyList<object?> Plain(Arguments call, IReadOnlyList<object?> list) =>
        list.All(IsPlain) ? list : throw call.Wrong("a list of plain values", list);

    private static bool IsPlain(object? item) => item is TupleValue tuple ? tuple.All(IsPlain) : item is not (IReadOnlyDictionary<string, object?> or IReadOnlyList<object?>);

    private static bool IsSame(object? left, object? right) => (left, right) switch
    {
        (bool x, bool y) => x == y,
        (long x, long y) => x == y,
        (string x, string y) => x == y,
        (null, null) => true,
        _ => ReferenceEquals(left, right),
    };
}
