using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Takes keys and tables out.</summary>
internal static class KeyRemover
{
    /// <summary>Takes everything a path leads to out, the last in the file first; nothing there is no change.</summary>
    /// <exception cref="DiagnosticException">What is left would not be read by the server.</exception>
    public static TomlDocument Remove(TomlDocument document, TomlPath path) =>
        TreeWalk.FindAll(document.Root, path).Reverse().Aggregate(document, (edited, found) => RemoveOne(edited, found.Path));

    private static TomlDocument RemoveOne(TomlDocument document, TomlPath path)
    {
        if (TreeWalk.FindAll(document.Root, path) is not [var found])
        {
            return document;
        }

        switch (found.Node)
        {
            case { Entry: { Inline: { } inline } entry }:
                return InlineWriter.Remove(document, inline, entry);
            case TableNode { Entry: null, Inline: not null }:
                return TakeItem(document, path);
            case TableNode { Dotted.Inline: not null, Entry: null } table:
                return table.Children.Reverse().Aggregate(document, (edited, child) => RemoveOne(edited, path.Then(child.Name)));
            default:
                return document.With(Pieces(found.Node).OrderByDescending(piece => piece.Place.Start)
                    .Aggregate(document.Text, (text, piece) => Lines.Cut(text, piece.Place.Start, piece.Place.End, piece.IsSection)));
        }
    }

    private static TomlDocument TakeItem(TomlDocument document, TomlPath path)
    {
        var array = (ValueNode)TreeWalk.FindAll(document.Root, path.WithoutSelector())[0].Node;
        return InlineWriter.Take(document, [.. array.Items!.Select(ArrayWriter.PlaceOf)], path.Last.Selector!.Index!.Value);
    }

    /// <summary>The whole lines a node is written in: its sections, and its keys outside of them.</summary>
    private static List<(Span Place, bool IsSection)> Pieces(Node node)
    {
        var sections = Sections(node).ToList();
        var keys = Entries(node).Where(entry => !sections.Contains(entry.Section!));
        return [.. sections.Select(section => (new Span(section.Header!.Value.Start, section.End), true)), .. keys.Select(entry => (entry.Place, false))];
    }

    private static IEnumerable<Section> Sections(Node node) => node switch
    {
        TableArrayNode array => array.Tables.SelectMany(table => table.Sections),
        TableNode table => table.Sections,
        _ => [],
    };

    private static IEnumerable<Entry> Entries(Node node) => node switch
    {
        { Entry: { } entry } => [entry],
        TableArrayNode array => array.Tables.SelectMany(Entries),
        TableNode table => table.Children.SelectMany(child => Entries(child.Node)),
        _ => [],
    };
}
