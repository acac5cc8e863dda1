using System.Globalization;

namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>Follows paths through a tree.</summary>
internal static class TreeWalk
{
    /// <summary>Everything a path leads to, in the order of the file; nothing where it leads nowhere.</summary>
    public static IReadOnlyList<Found> FindAll(TableNode root, TomlPath path)
    {
        List<Found> found = [new(TomlPath.Of([]), root)];
        foreach (var step in path.Steps)
        {
            found = [.. found.SelectMany(from => Follow(from, step))];
        }

        return found;
    }

    /// <summary>The tables of an array that a selector means, with their places in it.</summary>
    public static IEnumerable<(int Index, TableNode Table)> Select(Node array, TomlSelector selector)
    {
        var tables = TablesOf(array);
        if (selector.Index is { } index)
        {
            var place = index < 0 ? tables.Count + index : index;
            return place >= 0 && place < tables.Count ? [(place, tables[place])] : [];
        }

        return tables.Select((table, place) => (place, table)).Where(candidate => selector.Matches.All(match => Holds(candidate.table, match)));
    }

    /// <summary>The tables of an array, written with headers or inline.</summary>
    public static IReadOnlyList<TableNode> TablesOf(Node node) => node switch
    {
        TableArrayNode array => array.Tables,
        ValueNode { Items: { Count: > 0 } items } when items.All(item => item is TableNode) => [.. items.Cast<TableNode>()],
        _ => [],
    };

    /// <summary>All values below a table that are not tables, with their paths.</summary>
    public static IEnumerable<(string Path, object? Value)> Leaves(TableNode table, string prefix = "")
    {
        foreach (var (name, node) in table.Children)
        {
            var path = prefix + TomlKey.Write(name);
            var below = node switch
            {
                TableNode child => Leaves(child, path + "."),
                TableArrayNode array => array.Tables.SelectMany((item, index) => Leaves(item, $"{path}[{index}].")),
                _ => [(path, node.Value)],
            };
            foreach (var leaf in below)
            {
                yield return leaf;
            }
        }
    }

    private static IEnumerable<Found> Follow(Found from, TomlStep step)
    {
        if ((from.Node as TableNode)?.Child(step.Name) is not { } child)
        {
            return [];
        }

        var path = from.Path.Then(step.Name);
        return step.Selector is { } selector
            ? Select(child, selector).Select(item => new Found(path.At(item.Index), item.Table))
            : [new Found(path, child)];
    }

    private static bool Holds(TableNode table, TomlMatch match) => table.Child(match.Key)?.Value switch
    {
        string text => text == match.Value,
        _ when match.IsQuoted => false,
        bool boolean => (boolean ? "true" : "false") == match.Value,
        long number => number.ToString(CultureInfo.InvariantCulture) == match.Value,
        double number => double.TryParse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted) && number.Equals(wanted),
        _ => false,
    };
}
