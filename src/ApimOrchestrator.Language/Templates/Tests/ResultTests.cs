using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Tests of what a task registered.</summary>
internal static class ResultTests
{
    public static void AddTo(FunctionTable table)
    {
        Add(table, c => Flag(c, "failed"), "failed", "failure");
        Add(table, c => !Flag(c, "failed"), "succeeded", "success", "successful");
        Add(table, Changed, "changed", "change");
        Add(table, c => Flag(c, "skipped"), "skipped", "skip");
        Add(table, c => Flag(c, "unreachable"), "unreachable");
        Add(table, c => !Flag(c, "unreachable"), "reachable");
        Add(table, c => !c.InputMap.ContainsKey("finished") || Flag(c, "finished"), "finished");
        Add(table, c => !c.InputMap.ContainsKey("started") || Flag(c, "started"), "started");
    }

    private static void Add(FunctionTable table, Func<Arguments, bool> holds, string name, params string[] others)
    {
        table.Add(name, c => holds(c));
        foreach (var other in others)
        {
            table.Alias(name, other);
        }
    }

    private static bool Flag(Arguments call, string name) => call.InputMap.TryGetValue(name, out var value) && Truth.Known(value is Written written ? written.Value : value);

    /// <summary>A loop's result without its own word on it has changed where one of its items has.</summary>
    private static bool Changed(Arguments call) =>
        call.InputMap.ContainsKey("changed") || call.InputMap.GetValueOrDefault("results") is not IReadOnlyList<object?> results
            ? Flag(call, "changed")
            : results.OfType<IReadOnlyDictionary<string, object?>>().Any(r => r.TryGetValue("changed", out var changed) && Truth.Known(changed));
}
