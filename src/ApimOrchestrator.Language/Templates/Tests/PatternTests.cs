using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Tests of texts against regular expressions and of versions.</summary>
internal static class PatternTests
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("match pattern? ignorecase? multiline?", c => IsMatch(c, atStart: true));
        table.Add("search pattern? ignorecase? multiline?", c => IsMatch(c, atStart: false));
        table.Add("regex pattern? ignorecase? multiline? match_type?", c => c.Text(3, "search") switch
        {
            "search" => IsMatch(c, atStart: false),
            "match" => IsMatch(c, atStart: true),
            "fullmatch" => Found(c) is { Success: true, Index: 0 } match && match.Length == c.InputText.Length,
            var other => throw new ValueProblem($"'regex' has no match_type '{other}'", "there are: search, match, fullmatch"),
        });
        table.Add("version version operator? strict? version_type?", VersionTest.Holds);
        table.Alias("version", "version_compare");
    }

    private static bool IsMatch(Arguments call, bool atStart)
    {
        var pattern = call.Frame.Engine.Patterns.Get(atStart ? $"\\A(?:{call.Text(0)})" : call.Text(0), call.Flag(1), call.Flag(2));
        return Patterns.Guarded(() => pattern.IsMatch(Text(call)));
    }

    private static System.Text.RegularExpressions.Match Found(Arguments call)
    {
        var pattern = call.Frame.Engine.Patterns.Get($"\\A(?:{call.Text(0)})\\Z", call.Flag(1), call.Flag(2));
        return Patterns.Guarded(() => pattern.Match(Text(call)));
    }

    private static string Text(Arguments call) => call.InputText;
}
