using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>All tests, the words after <c>is</c>.</summary>
internal static class TestTables
{
    public static FunctionTable All()
    {
        var table = new FunctionTable();
        KindTests.AddTo(table);
        ComparisonTests.AddTo(table);
        ResultTests.AddTo(table);
        PatternTests.AddTo(table);
        PathTests.AddTo(table);
        return table;
    }
}
