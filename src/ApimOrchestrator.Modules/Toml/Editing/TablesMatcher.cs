using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Decides which tables of an array become which of a wanted list, so that as much as can be stays as it is written.</summary>
internal static class TablesMatcher
{
    private const int SameTable = 1_000_000;
    private const int SameName = 10_000;
    private static readonly string[] NamingKeys = ["name", "id"];

    /// <summary>For each wanted table the place of the table it is made of, rising; null for a new one.</summary>
    public static IReadOnlyList<int?> Pair(IReadOnlyList<TableNode> tables, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted)
    {
        var best = new int[tables.Count + 1, wanted.Count + 1];
        for (var left = tables.Count - 1; left >= 0; left--)
        {
            for (var right = wanted.Count - 1; right >= 0; right--)
            {
                var likeness = Likeness(tables[left], wanted[right]);
                var paired = likeness > 0 ? likeness + best[left + 1, right + 1] : 0;
                best[left, right] = Math.Max(paired, Math.Max(best[left + 1, right], best[left, right + 1]));
            }
        }

        return Trace(tables, wanted, best);
    }

    private static int?[] Trace(IReadOnlyList<TableNode> tables, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted, int[,] best)
    {
        var pairs = new int?[wanted.Count];
        var (left, right) = (0, 0);
        while (left < tables.Count && right < wanted.Count)
        {
            var likeness = Likeness(tables[left], wanted[right]);
            if (likeness > 0 && best[left, right] == likeness + best[left + 1, right + 1])
            {
                pairs[right++] = left++;
            }
            else if (best[left, right] == best[left + 1, right])
            {
                left++;
            }
            else
            {
                right++;
            }
        }

        return pairs;
    }

    /// <summary>How much two tables have in common; 0 where their names say that they are different things.</summary>
    private static int Likeness(TableNode table, IReadOnlyDictionary<string, object> wanted)
    {
        if (TomlValue.Same(table.Value, wanted))
        {
            return SameTable;
        }

        var common = 1 + wanted.Count(pair => TomlValue.Same(table.Child(pair.Key)?.Value, pair.Value));
        var name = NamingKeys.FirstOrDefault(key => table.Child(key)?.Value is string && wanted.ContainsKey(key));
        return name is null ? common : TomlValue.Same(table.Child(name)!.Value, wanted[name]) ? SameName + common : 0;
    }
}
