using System.Text;
using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Changes arrays element by element, so that their layout and the comments in them stay.</summary>
internal static class ArrayWriter
{
    /// <summary>Gives an array other elements: those at the same place that mean the same stay as written, others are rewritten in place, the rest is added or taken out at the end.</summary>
    public static TomlDocument Change(TomlDocument document, ValueNode array, IReadOnlyList<object?> wanted)
    {
        var items = array.Items!.Select(PlaceOf).ToList();
        if (items.Count == 0 || wanted.Count == 0)
        {
            return document.Splice(array.Place.Start, array.Place.End, TomlValue.Write(wanted));
        }

        var text = document.Text;
        var written = new StringBuilder();
        written.Append(text, array.Place.Start, items[0].Start - array.Place.Start);
        var separator = items.Count > 1 && text[items[^2].End..items[^1].Start] is var between && !between.Contains('#', StringComparison.Ordinal) ? between : DefaultSeparator(text, array, items);
        for (var index = 0; index < wanted.Count; index++)
        {
            if (index > 0)
            {
                written.Append(index < items.Count ? text[items[index - 1].End..items[index].Start] : separator);
            }

            written.Append(index < items.Count && TomlValue.Same(array.Items![index].Value, wanted[index]) ? text[items[index].Start..items[index].End] : TomlValue.Write(wanted[index]!));
        }

        var end = items[^1].End;
        return document.Splice(array.Place.Start, array.Place.End, written.Append(text, end, array.Place.End - end).ToString());
    }

    /// <summary>Where an element is written.</summary>
    public static Span PlaceOf(Node item) => item is TableNode table ? table.Inline!.Place : ((ValueNode)item).Place;

    private static string DefaultSeparator(string text, ValueNode array, List<Span> items) =>
        text.IndexOf('\n', array.Place.Start, items[0].Start - array.Place.Start) >= 0
            ? "," + TextLines.EndingNear(text, array.Place.Start) + TextLines.IndentAt(text, items[0].Start)
            : ", ";
}
