namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>The lines of new tables of an array.</summary>
internal static class TableText
{
    /// <summary>The lines of the tables with a blank line between them, without line ends: keys first, then the tables below.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> path, IReadOnlyList<IReadOnlyDictionary<string, object>> tables)
    {
        List<string> lines = [];
        foreach (var table in tables)
        {
            if (lines.Count > 0)
            {
                lines.Add(string.Empty);
            }

            AddTable(lines, path, table, "[[", "]]");
        }

        return lines;
    }

    private static void AddTable(List<string> lines, IReadOnlyList<string> path, IReadOnlyDictionary<string, object> table, string open, string close)
    {
        lines.Add($"{open}{TomlKey.Write(path)}{close}");
        lines.AddRange(table.Where(pair => !IsBelow(pair.Value)).Select(pair => $"{TomlKey.Write(pair.Key)} = {TomlValue.Write(pair.Value)}"));
        foreach (var (name, value) in table.Where(pair => IsBelow(pair.Value)))
        {
            if (value is IReadOnlyDictionary<string, object> map)
            {
                AddTable(lines, [.. path, name], map, "[", "]");
                continue;
            }

            foreach (var item in (IReadOnlyList<object?>)value)
            {
                AddTable(lines, [.. path, name], (IReadOnlyDictionary<string, object>)item!, "[[", "]]");
            }
        }
    }

    private static bool IsBelow(object value) => value is IReadOnlyDictionary<string, object> || TomlValue.IsTables(value);
}
