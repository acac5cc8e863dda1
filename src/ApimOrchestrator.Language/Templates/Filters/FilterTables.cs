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
        ChoosingFilters.AddTo(table);
        OrderFilters.AddTo(table);
        SetFilters.AddTo(table);
        CombiningFilters.AddTo(table);
        MapFilters.AddTo(table);
        JsonFilters.AddTo(table);
        YamlFilters.AddTo(table);
        EncodingFilters.AddTo(table);
        PathFilters.AddTo(table);
        RegexFilters.AddTo(table);
        CommentFilter.AddTo(table);
        RandomFilters.AddTo(table);
        TimeFilters.AddTo(table);
        return table;
    }
}
