using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Makes one table what a map says, key by key.</summary>
internal static class TableEditor
{
    /// <summary>Gives a table exactly the keys and values of a map: takes out what the map has not, then sets what it has.</summary>
    public static TomlDocument Become(TomlDocument document, TomlPath path, IReadOnlyDictionary<string, object> wanted)
    {
        foreach (var (name, node) in TableAt(document, path).Children.Reverse().ToList())
        {
            if (!wanted.TryGetValue(name, out var value) || !IsOneKind(node, value))
            {
                document = KeyRemover.Remove(document, path.Then(name));
            }
        }

        foreach (var (name, value) in wanted)
        {
            var key = path.Then(name);
            document = value is IReadOnlyDictionary<string, object> map && TableAt(document, path).Child(name) is TableNode
                ? Become(document, key, map)
                : KeyWriter.Set(document, key, value);
        }

        return document;
    }

    private static TableNode TableAt(TomlDocument document, TomlPath path) => (TableNode)TreeWalk.FindAll(document.Root, path)[0].Node;

    private static bool IsOneKind(Node node, object value) => node switch
    {
        TableNode => value is IReadOnlyDictionary<string, object>,
        TableArrayNode => TomlValue.IsTables(value),
        _ => value is not IReadOnlyDictionary<string, object>,
    };
}
