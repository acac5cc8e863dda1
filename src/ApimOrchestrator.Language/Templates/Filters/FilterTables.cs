using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>All filters.</summary>
internal static class FilterTables
{
    public static FunctionTable All()
    {
        var table = new FunctionTable();
        GeneralFilters.AddTo(table);
        TextFilters.AddTo(table);
        NumberFilters.AddTo(table);
        ListFilters.AddTo(table);
        return table;
    }
}
