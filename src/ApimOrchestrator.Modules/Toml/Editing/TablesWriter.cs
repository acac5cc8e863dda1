using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Makes whole arrays of tables what a list says.</summary>
internal static class TablesWriter
{
    /// <summary>Makes the array's tables exactly those of a list, in its order.</summary>
    /// <exception cref="DiagnosticException">The path leads to something that is no array of tables.</exception>
    public static TomlDocument Replace(TomlDocument document, TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted)
    {
        switch (Find(document, path))
        {
            case null:
                return wanted.Count == 0 ? document : Create(document, path, wanted);
            case ValueNode { Items: not null }:
                return wanted.Count == 0 ? KeyRemover.Remove(document, path) : SetInline(document, path, wanted);
            case TableArrayNode array when !TomlValue.Same(array.Value, Plain(wanted)):
                var pairs = TablesMatcher.Pair(array.Tables, wanted);
                return Fill(Edit(Drop(document, path, array, pairs), path, wanted, pairs), path, wanted, pairs);
            default:
                return document;
        }
    }

    /// <summary>Adds the tables of a list that the array does not have yet.</summary>
    /// <exception cref="DiagnosticException">The path leads to something that is no array of tables.</exception>
    public static TomlDocument Append(TomlDocument document, TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted)
    {
        var there = Find(document, path) is { } array ? TreeWalk.TablesOf(array) : [];
        List<IReadOnlyDictionary<string, object>> missing = [.. wanted.Where(table => !there.Any(other => Includes(other, table)))];
        switch (Find(document, path))
        {
            case null:
                return missing.Count == 0 ? document : Create(document, path, missing);
            case TableArrayNode { Tables: var tables }:
                return missing.Count == 0 ? document : Lines.AddBlock(document, Lines.Below(document, LastOf(tables[^1])), TableText.Of(tables[^1].Path, missing));
            case var inline:
                return missing.Count == 0 ? document : ArrayWriter.Change(document, (ValueNode)inline, [.. inline.Value as IReadOnlyList<object?> ?? [], .. missing]);
        }
    }

    /// <summary>Adds an array of tables that is not there yet, below a table.</summary>
    public static TomlDocument Insert(TomlDocument document, TableNode parent, IReadOnlyList<string> path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted) =>
        Lines.AddBlock(document, Placing.NewTable(document, parent), TableText.Of(path, wanted));

    private static Node? Find(TomlDocument document, TomlPath path)
    {
        var parent = KeyWriter.Reach(document, [.. path.Steps.SkipLast(1)], path);
        if (path.Last.Selector is not null)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of($"key path {path}"), "an array of tables is named without a selector", $"write {path.WithoutSelector()}"));
        }

        return parent?.Child(path.Last.Name) switch
        {
            null => null,
            TableArrayNode array => array,
            ValueNode { Items: { } items } value when items.All(item => item is TableNode) => value,
            { } other => throw document.Problem(other.Offset, $"'{path}' is not an array of tables here", $"remove it first, or write it as [[{TomlKey.Write(path.Names)}]]"),
        };
    }

    private static TomlDocument Create(TomlDocument document, TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted) => KeyWriter.Set(document, path, Plain(wanted));

    private static TomlDocument SetInline(TomlDocument document, TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted) => KeyWriter.Set(document, path, Plain(wanted));

    private static List<object?> Plain(IReadOnlyList<IReadOnlyDictionary<string, object>> wanted) => [.. wanted];

    private static TomlDocument Drop(TomlDocument document, TomlPath path, TableArrayNode array, IReadOnlyList<int?> pairs)
    {
        var kept = pairs.OfType<int>().ToHashSet();
        var edited = document;
        for (var index = array.Tables.Count - 1; index >= 0; index--)
        {
            // A list that keeps nothing of the old array still marks the array's place with its first table, until the new ones stand there.
            var marksPlace = index == 0 && kept.Count == 0 && pairs.Count > 0;
            edited = kept.Contains(index) || marksPlace ? edited : KeyRemover.Remove(edited, path.At(index));
        }

        return edited;
    }

    private static TomlDocument Edit(TomlDocument document, TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted, IReadOnlyList<int?> pairs)
    {
        var place = 0;
        for (var index = 0; index < wanted.Count; index++)
        {
            if (pairs[index] is not null)
            {
                document = TableEditor.Become(document, path.At(place), wanted[index]);
                place++;
            }
        }

        return document;
    }

    private static TomlDocument Fill(TomlDocument document, TomlPath path, IReadOnlyList<IReadOnlyDictionary<string, object>> wanted, IReadOnlyList<int?> pairs)
    {
        var mark = wanted.Count > 0 && pairs.All(pair => pair is null);
        for (var index = 0; index < wanted.Count; index++)
        {
            if (pairs[index] is null)
            {
                document = InsertAt(document, path, index, wanted[index]);
            }
        }

        return mark ? KeyRemover.Remove(document, path.At(wanted.Count)) : document;
    }

    private static TomlDocument InsertAt(TomlDocument document, TomlPath path, int index, IReadOnlyDictionary<string, object> table)
    {
        var tables = ((TableArrayNode)Find(document, path)!).Tables;
        var at = index > 0 ? Lines.Below(document, LastOf(tables[index - 1])) : Lines.Above(document, tables[0].Section!);
        return Lines.AddBlock(document, at, TableText.Of(tables[0].Path, [table]));
    }

    private static Section LastOf(TableNode table) => table.Sections[^1];

    private static bool Includes(TableNode table, IReadOnlyDictionary<string, object> wanted) =>
        wanted.All(pair => table.Child(pair.Key) is { } child && (child is TableNode below && pair.Value is IReadOnlyDictionary<string, object> map ? Includes(below, map) : TomlValue.Same(child.Value, pair.Value)));
}
