namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>A table, wherever and however its parts are written.</summary>
/// <param name="path">The keys that lead to it, as a header would name them.</param>
internal sealed class TableNode(IReadOnlyList<string> path) : Node
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Node> _children = new(StringComparer.Ordinal);

    /// <summary>The keys that lead to it, as a header would name them.</summary>
    public IReadOnlyList<string> Path { get; } = path;

    /// <summary>The section its own header opens; for the root that before the first header; null where it has no header.</summary>
    public Section? Section { get; set; }

    /// <summary>The inline table it is written as; null where it is none.</summary>
    public InlineTable? Inline { get; init; }

    /// <summary>Where dotted keys make it: the section or inline table that has them, and the keys before the dot; null where none do.</summary>
    public DottedHome? Dotted { get; set; }

    /// <summary>All sections of it and below it, in the order of the file.</summary>
    public List<Section> Sections { get; } = [];

    /// <summary>Its keys in the order in which they first appear.</summary>
    public IEnumerable<(string Name, Node Node)> Children => _order.Select(name => (name, _children[name]));

    /// <inheritdoc/>
    public override object? Value => _order.ToDictionary(name => name, name => _children[name].Value, StringComparer.Ordinal);

    /// <summary>What a key leads to; null where the table has no such key.</summary>
    public Node? Child(string name) => _children.GetValueOrDefault(name);

    /// <summary>Adds a key.</summary>
    /// <returns>Whether the table had no such key.</returns>
    public bool TryAdd(string name, Node node)
    {
        if (!_children.TryAdd(name, node))
        {
            return false;
        }

        _order.Add(name);
        return true;
    }
}
