using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Gives keys values: finds a key wherever it is written, or the right place for a new one.</summary>
internal static class KeyWriter
{
    private static readonly string[] TellingKeys = ["name", "id", "type"];

    /// <summary>Gives the key at a path a value.</summary>
    /// <exception cref="DiagnosticException">The path leads through something that is no table.</exception>
    public static TomlDocument Set(TomlDocument document, TomlPath path, object value)
    {
        if (value is IReadOnlyDictionary<string, object> { Count: > 0 } map)
        {
            return map.Aggregate(document, (edited, pair) => Set(edited, path.Then(pair.Key), pair.Value));
        }

        var table = document.Root;
        for (var depth = 0; depth < path.Steps.Count - 1; depth++)
        {
            if (table.Child(path.Steps[depth].Name) is not { } child)
            {
                return Create(document, table, NewKeys(document, path, depth), value);
            }

            table = Enter(document, child, path, depth);
        }

        return table.Child(path.Last.Name) switch
        {
            null => Create(document, table, NewKeys(document, path, path.Steps.Count - 1), value),
            TableNode when path.Last.Selector is null && value is IReadOnlyDictionary<string, object> => document,
            ValueNode node when path.Last.Selector is null => Change(document, node, value),
            TableArrayNode when path.Last.Selector is null && value is IReadOnlyList<object?> list && (list.Count == 0 || TomlValue.IsTables(value)) =>
                TablesWriter.Replace(document, path, [.. list.Cast<IReadOnlyDictionary<string, object>>()]),
            { } node => throw document.Problem(node.Offset, $"'{path}' is {Describe(node)}, so it cannot be given {(value is IReadOnlyList<object?> ? "this list" : "a value")}",
                "name one of its keys, or remove it first"),
        };
    }

    /// <summary>The table at a path that is to be written to; null where there is none yet.</summary>
    /// <exception cref="DiagnosticException">The path leads through something that is no table.</exception>
    public static TableNode? Reach(TomlDocument document, IReadOnlyList<TomlStep> steps, TomlPath path)
    {
        var table = document.Root;
        for (var depth = 0; depth < steps.Count; depth++)
        {
            if (table.Child(steps[depth].Name) is not { } child)
            {
                NewKeys(document, path, depth);
                return null;
            }

            table = Enter(document, child, path, depth);
        }

        return table;
    }

    /// <summary>Adds keys that are not there yet below a table, in the form the table is written in.</summary>
    public static TomlDocument Create(TomlDocument document, TableNode table, IReadOnlyList<string> names, object value)
    {
        if (TomlValue.IsTables(value) && table.Inline is null)
        {
            var tables = ((IReadOnlyList<object?>)value).Cast<IReadOnlyDictionary<string, object>>();
            return TablesWriter.Insert(document, table, [.. table.Path, .. names], [.. tables]);
        }

        var line = $"{TomlKey.Write(names)} = {TomlValue.Write(value)}";
        if (table.Inline is { } inline)
        {
            return InlineWriter.Add(document, inline, line);
        }

        if (table.Dotted is { } dotted && table.Section is null)
        {
            var dottedLine = $"{TomlKey.Write([.. dotted.Prefix, .. names])} = {TomlValue.Write(value)}";
            return dotted.Inline is not null ? InlineWriter.Add(document, dotted.Inline, dottedLine) : Lines.AddKey(document, dotted.Section!, dottedLine);
        }

        if (value is IReadOnlyDictionary<string, object>)
        {
            return Lines.AddBlock(document, Placing.NewTable(document, table), [$"[{TomlKey.Write([.. table.Path, .. names])}]"]);
        }

        if (names.Count > 1)
        {
            return Lines.AddBlock(document, Placing.NewTable(document, table), [$"[{TomlKey.Write([.. table.Path, .. names.SkipLast(1)])}]", $"{TomlKey.Write(names[^1])} = {TomlValue.Write(value)}"]);
        }

        return table.Section is { } section
            ? Lines.AddKey(document, section, line)
            : Lines.AddBlock(document, Lines.Above(document, table.Sections[0]), [$"[{TomlKey.Write(table.Path)}]", line]);
    }

    private static TomlDocument Change(TomlDocument document, ValueNode node, object value) =>
        TomlValue.Same(node.Value, value) ? document
        : value is IReadOnlyList<object?> list && node.Items is not null ? ArrayWriter.Change(document, node, list)
        : document.Splice(node.Place.Start, node.Place.End, TomlValue.Write(value));

    private static List<string> NewKeys(TomlDocument document, TomlPath path, int depth)
    {
        if (path.Steps.Skip(depth).FirstOrDefault(step => step.Selector is not null) is { } selected)
        {
            throw new DiagnosticException(new Diagnostic(new Place(document.File, 0, 0),
                $"there is no array of tables '{TomlKey.Write(path.Steps.Take(depth + 1).Select(step => step.Name))}', so '{selected}' of '{path}' matches nothing",
                "add the table first, with 'array_tables'"));
        }

        return [.. path.Steps.Skip(depth).Select(step => step.Name)];
    }

    private static TableNode Enter(TomlDocument document, Node child, TomlPath path, int depth)
    {
        var step = path.Steps[depth];
        var tables = TreeWalk.TablesOf(child);
        if (step.Selector is null)
        {
            return child as TableNode ?? throw document.Problem(child.Offset,
                $"'{TomlKey.Write(path.Steps.Take(depth + 1).Select(part => part.Name))}' is {Describe(child)}, so '{path}' cannot be in it",
                tables.Count > 0 ? $"say which of its tables: {string.Join(" or ", tables.Take(3).Select((table, index) => step.Name + Describe(table, index)))}" : null);
        }

        var chosen = TreeWalk.Select(child, step.Selector).ToList();
        return chosen switch
        {
            [var one] => one.Table,
            [] when tables.Count == 0 => throw document.Problem(child.Offset, $"'{step.Name}' is {Describe(child)}, so '{step}' chooses nothing"),
            [] => throw document.Problem(child.Offset, $"no '{step.Name}' matches '{step}'", $"there is {string.Join(", ", tables.Select((table, index) => step.Name + Describe(table, index)))}"),
            _ => throw document.Problem(chosen[1].Table.Offset, $"{chosen.Count} tables match '{step}', but only one can be meant", "choose by more keys, or by place: [0] is the first"),
        };
    }

    private static string Describe(TableNode table, int index)
    {
        var name = TellingKeys.FirstOrDefault(key => table.Child(key)?.Value is string);
        return new TomlSelector(name is null ? index : null, name is null ? [] : [new TomlMatch(name, (string)table.Child(name)!.Value!, IsQuoted: true)]).ToString();
    }

    private static string Describe(Node node) => node switch
    {
        TableNode => "a table",
        TableArrayNode => "an array of tables",
        ValueNode { Items: not null } => "an array",
        _ => "a value",
    };
}
