using ApimOrchestrator.Core.Text;
using Tomlyn.Syntax;

namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>Makes the tree of tables and values from the parser's syntax tree: one place for each key, however it is written.</summary>
/// <param name="text">The file's text.</param>
/// <param name="file">The file's name for people.</param>
internal sealed class TreeBuilder(string text, string file)
{
    private readonly TableNode _root = new([]) { Section = new Section(null) };
    private readonly List<Section> _sections = [];

    /// <summary>All sections, in the order of the file; the first is the one before the first header.</summary>
    public IReadOnlyList<Section> Sections => _sections;

    /// <summary>The root table of a document.</summary>
    /// <exception cref="DiagnosticException">A key is written twice in a way the parser let pass.</exception>
    public TableNode Build(DocumentSyntax document)
    {
        _sections.Add(_root.Section!);
        Fill(_root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            Fill(Open(table), table.Items);
        }

        return _root;
    }

    private void Fill(TableNode table, SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            Add(table, item, table.Section, null);
        }
    }

    private TableNode Open(TableSyntaxBase header)
    {
        var section = new Section(new Span(header.OpenBracket!.Span.Offset, EndOf(header.CloseBracket!)));
        _sections.Add(section);
        var path = KeyParts(header.Name!);
        var parents = new List<TableNode> { _root };
        foreach (var name in path.SkipLast(1))
        {
            parents.Add(Below(parents[^1], name, section.Header!.Value.Start));
        }

        var table = header is TableArraySyntax ? Append(parents[^1], path, section) : Named(parents[^1], path, section);
        parents.Skip(1).Append(table).ToList().ForEach(parent => parent.Sections.Add(section));
        return table;
    }

    private TableNode Below(TableNode parent, string name, int offset)
    {
        switch (parent.Child(name))
        {
            case TableNode { Inline: null } table:
                return table;
            case TableArrayNode array:
                return array.Tables[^1];
            case null:
                var implied = new TableNode([.. parent.Path, name]) { Offset = offset };
                parent.TryAdd(name, implied);
                return implied;
            default:
                throw Twice(name, offset);
        }
    }

    private TableNode Append(TableNode parent, List<string> path, Section section)
    {
        var offset = section.Header!.Value.Start;
        if (parent.Child(path[^1]) is not TableArrayNode array)
        {
            array = new TableArrayNode { Offset = offset };
            Put(parent, path[^1], array, offset);
        }

        array.Tables.Add(new TableNode(path) { Section = section, Offset = offset });
        return array.Tables[^1];
    }

    private TableNode Named(TableNode parent, List<string> path, Section section)
    {
        var offset = section.Header!.Value.Start;
        var table = parent.Child(path[^1]) as TableNode;
        if (table is null)
        {
            table = new TableNode(path) { Offset = offset };
            Put(parent, path[^1], table, offset);
        }

        table.Section = table.Section is null && table.Inline is null ? section : throw Twice(path[^1], offset);
        return table;
    }

    private void Add(TableNode table, KeyValueSyntax item, Section? section, InlineTable? inline)
    {
        var key = KeyParts(item.Key!);
        var entry = new Entry(key, new Span(item.Key!.Span.Offset, EndOf(item.Value!)), section, inline);
        (section?.Entries ?? inline!.Entries).Add(entry);
        var owner = table;
        for (var depth = 1; depth < key.Count; depth++)
        {
            owner = Below(owner, key[depth - 1], entry.Place.Start);
            owner.Dotted ??= new DottedHome(section, inline, key[..depth]);
        }

        Put(owner, key[^1], Read(item.Value!, [.. owner.Path, key[^1]], entry), entry.Place.Start);
    }

    private Node Read(ValueSyntax value, IReadOnlyList<string> path, Entry? entry)
    {
        var place = new Span(value.Span.Offset, EndOf(value));
        switch (value)
        {
            case InlineTableSyntax syntax:
                var table = new TableNode(path) { Inline = new InlineTable(place), Entry = entry, Offset = place.Start };
                foreach (var item in syntax.Items)
                {
                    Add(table, item.KeyValue!, null, table.Inline);
                }

                return table;
            case ArraySyntax array:
                var items = array.Items.Select(item => Read(item.Value!, path, null)).ToList();
                return new ValueNode(items.Select(item => item.Value).ToList(), place, items) { Entry = entry, Offset = place.Start };
            default:
                return new ValueNode(Scalar(value, place), place, null) { Entry = entry, Offset = place.Start };
        }
    }

    private object? Scalar(ValueSyntax value, Span place) => value switch
    {
        StringValueSyntax syntax => syntax.Value,
        IntegerValueSyntax syntax => syntax.Value,
        FloatValueSyntax syntax => syntax.Value,
        BooleanValueSyntax syntax => syntax.Value,
        _ => new TomlMoment(text[place.Start..place.End]),
    };

    private void Put(TableNode table, string name, Node node, int offset)
    {
        if (!table.TryAdd(name, node))
        {
            throw Twice(name, offset);
        }
    }

    private DiagnosticException Twice(string name, int offset) =>
        new(TextLines.Problem(text, file, offset, $"'{name}' is already defined above as something else", "keep one of the two"));

    private static int EndOf(SyntaxNode node) => node.Span.Offset + node.Span.Length;

    private static List<string> KeyParts(KeySyntax key) => [KeyPart(key.Key!), .. key.DotKeys.Select(part => KeyPart(part.Key!))];

    private static string KeyPart(BareKeyOrStringValueSyntax key) => key is StringValueSyntax quoted ? quoted.Value! : ((BareKeySyntax)key).Key!.Text!;
}
