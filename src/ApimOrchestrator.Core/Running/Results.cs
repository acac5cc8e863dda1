using System.Globalization;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>Builds what <c>register</c> gets, with the names Ansible uses.</summary>
internal static class Results
{
    /// <summary>The answer of a task that was left out.</summary>
    public static Dictionary<string, object?> Skipped() => new()
    {
        ["changed"] = false,
        ["skipped"] = true,
        ["skip_reason"] = "Conditional result was False",
    };

    /// <summary>The answer of a task that says something only with more <c>-v</c>.</summary>
    public static Dictionary<string, object?> TooQuiet() => new()
    {
        ["changed"] = false,
        ["skipped"] = true,
        ["skipped_reason"] = "Verbosity threshold not met.",
    };

    /// <summary>The answer of a task that failed or lost its host.</summary>
    /// <param name="message">Why.</param>
    /// <param name="result">The program's answer, or null.</param>
    /// <param name="outcome">Failed or unreachable.</param>
    /// <param name="values">Other values of the answer, or null.</param>
    public static Dictionary<string, object?> Failed(string message, CommandResult? result, Outcome outcome, IReadOnlyDictionary<string, object?>? values = null)
    {
        var answer = new Dictionary<string, object?>(values ?? new Dictionary<string, object?>())
        {
            ["changed"] = false,
            [outcome == Outcome.Unreachable ? "unreachable" : "failed"] = true,
            ["msg"] = values?.GetValueOrDefault("msg") ?? message,
        };

        if (result is not null)
        {
            answer["rc"] = (long)result.ExitCode;
            answer["stdout"] = result.Output.TrimEnd('\n');
            answer["stderr"] = result.Error.TrimEnd('\n');
            answer["stdout_lines"] = Lines(result.Output);
            answer["stderr_lines"] = Lines(result.Error);
        }

        return answer;
    }

    /// <summary>The answer of a loop.</summary>
    /// <param name="items">Its items' answers.</param>
    public static Dictionary<string, object?> Loop(IReadOnlyList<TaskEnd> items)
    {
        if (items.Count == 0)
        {
            return new() { ["changed"] = false, ["skipped"] = true, ["skipped_reason"] = "No items in the list", ["results"] = new List<object?>() };
        }

        var answer = new Dictionary<string, object?>
        {
            ["results"] = items.Select(item => item.Result).ToList(),
            ["changed"] = items.Any(item => item.Report.IsChanged),
            ["skipped"] = items.All(item => item.Outcome == Outcome.Skipped),
            ["msg"] = "All items completed",
        };
        if (items.Any(item => item.Outcome == Outcome.Failed))
        {
            answer["failed"] = true;
            answer["msg"] = "One or more items failed";
        }
        else if (items.All(item => item.Outcome == Outcome.Skipped))
        {
            answer["msg"] = "All items skipped";
        }

        return answer;
    }

    /// <summary>A loop's outcome: the gravest of its items'.</summary>
    /// <param name="items">The items.</param>
    public static Outcome Gravest(IReadOnlyList<TaskEnd> items)
    {
        Outcome[] byGravity = [Outcome.Unreachable, Outcome.Failed, Outcome.Rescued, Outcome.Ignored, Outcome.Changed, Outcome.Unknown, Outcome.Ok];
        return items.Count == 0
            ? Outcome.Skipped
            : byGravity.Where(outcome => items.Any(item => item.Outcome == outcome)).DefaultIfEmpty(Outcome.Skipped).First();
    }

    /// <summary>The lines of an output without its last line end.</summary>
    /// <param name="text">The output.</param>
    public static List<object?> Lines(string text) =>
        text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n').Select(line => (object?)line.TrimEnd('\r'))];

    /// <summary>How an item is shown unless the loop has a label of its own.</summary>
    /// <param name="item">The item.</param>
    /// <param name="variables">Writes values as text.</param>
    public static string Label(object? item, IVariableSource variables) => item switch
    {
        Unknown unknown => unknown.ToString(),
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => variables.TextOf(item),
    };
}
