using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Changes tables written as <c>{ a = 1 }</c>.</summary>
internal static class InlineWriter
{
    /// <summary>Adds a key after the last one.</summary>
    public static TomlDocument Add(TomlDocument document, InlineTable table, string pair) =>
        table.Entries.Count > 0
            ? document.Splice(table.Entries[^1].Place.End, table.Entries[^1].Place.End, ", " + pair)
            : document.Splice(table.Place.Start, table.Place.End, $"{{{pair}}}");

    /// <summary>Takes a key out, with one comma.</summary>
    public static TomlDocument Remove(TomlDocument document, InlineTable table, Entry entry) =>
        Take(document, [.. table.Entries.Select(other => other.Place)], table.Entries.IndexOf(entry));

    /// <summary>Takes one of several places separated by commas out, with one comma.</summary>
    public static TomlDocument Take(TomlDocument document, IReadOnlyList<Span> places, int index) =>
        index > 0 ? document.Splice(places[index - 1].End, places[index].End, string.Empty)
        : places.Count > 1 ? document.Splice(places[0].Start, places[1].Start, string.Empty)
        : document.Splice(places[0].Start, places[0].End, string.Empty);
}
