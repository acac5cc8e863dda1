using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Tests of texts against regular expressions and of versions.</summary>
internal static class PatternTests
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("match pattern? ignorecase? multiline?", c => IsMatch(c, PythonRegexScope.AtStart));
        table.Add("search pattern? ignorecase? multiline?", c => IsMatch(c, PythonRegexScope.Anywhere));
        table.Add("regex pattern? ignorecase? multiline? match_type?", c => c.Text(3, "search") switch
        {
            "search" => IsMatch(c, PythonRegexScope.Anywhere),
            "match" => IsMatch(c, PythonRegexScope.AtStart),
            "fullmatch" => IsMatch(c, PythonRegexScope.Whole),
            var other => throw new ValueProblem($"'regex' has no match_type '{other}'", "there are: search, match, fullmatch"),
        });
        table.Add("version version operator? strict? version_type?", VersionTest.Holds);
        table.Alias("version", "version_compare");
    }

    private static bool IsMatch(Arguments call, PythonRegexScope scope) =>
        call.Frame.Engine.Patterns.Get(call.Text(0), call.Flag(1), call.Flag(2), scope).IsMatch(call.InputText);
}
