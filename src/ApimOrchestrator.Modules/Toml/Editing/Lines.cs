using ApimOrchestrator.Modules.Toml.Tree;

namespace ApimOrchestrator.Modules.Toml.Editing;

/// <summary>Puts whole lines into a document and takes them out.</summary>
internal static class Lines
{
    /// <summary>Adds one key at the end of a section, with the indentation and line end of the line before it.</summary>
    public static TomlDocument AddKey(TomlDocument document, Section section, string line)
    {
        if (section.Header is null && section.Entries.Count == 0)
        {
            return AddBlock(document, FirstKeyAt(document), [line]);
        }

        var anchor = section.Entries.Count > 0 ? section.Entries[^1].Place.Start : section.Header!.Value.Start;
        return AddLine(document, TextLines.AfterLine(document.Text, section.End), TextLines.IndentAt(document.Text, anchor) + line);
    }

    /// <summary>Adds lines with a blank line before and after them where there is none; <c>null</c> stands for a blank line.</summary>
    public static TomlDocument AddBlock(TomlDocument document, int at, IReadOnlyList<string> lines)
    {
        var text = document.Text;
        var ending = TextLines.EndingNear(text, Math.Max(0, at - 1));
        var block = string.Concat(lines.Select(line => line + ending));
        var missingEnd = at > 0 && text[at - 1] != '\n';
        var before = at == 0 || TextLines.IsBlank(text, TextLines.StartOf(text, at - 1)) ? string.Empty : ending;
        if (missingEnd)
        {
            return document.Splice(at, at, ending + before + block[..^ending.Length]);
        }

        return document.Splice(at, at, before + block + (at < text.Length && !TextLines.IsBlank(text, at) ? ending : string.Empty));
    }

    /// <summary>A text without the lines from one offset's to another's. Where the last line of the file had no end, the new last line has none either.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">An offset in the first line.</param>
    /// <param name="to">An offset in the last line.</param>
    /// <param name="withBlankLine">Whether one of two blank lines that would meet goes too.</param>
    public static string Cut(string text, int from, int to, bool withBlankLine)
    {
        var start = TextLines.StartOf(text, from);
        var end = TextLines.AfterLine(text, to);
        if (withBlankLine && (start == 0 || TextLines.IsBlank(text, TextLines.StartOf(text, start - 1))))
        {
            end = TextLines.IsBlank(text, end) ? TextLines.AfterLine(text, end) : end;
            start = end == text.Length && start > 0 ? TextLines.StartOf(text, start - 1) : start;
        }

        if (end == text.Length && text[^1] != '\n' && start > 0)
        {
            start -= start > 1 && text[start - 2] == '\r' ? 2 : 1;
        }

        return string.Concat(text.AsSpan(0, start), text.AsSpan(end));
    }

    /// <summary>Where lines can go that must come before a header: above the comment lines that stand directly above it.</summary>
    public static int Above(TomlDocument document, Section section)
    {
        var text = document.Text;
        var at = TextLines.StartOf(text, section.Header!.Value.Start);
        while (at > 0 && IsComment(text, TextLines.StartOf(text, at - 1)))
        {
            at = TextLines.StartOf(text, at - 1);
        }

        return at;
    }

    /// <summary>Where lines can go that come after a section: below its last key and the comments that belong to it.</summary>
    public static int Below(TomlDocument document, Section section)
    {
        var text = document.Text;
        var at = section.Header is null && section.Entries.Count == 0 ? 0 : TextLines.AfterLine(text, section.End);
        var after = at;
        while (after < text.Length && IsComment(text, after))
        {
            after = TextLines.AfterLine(text, after);
        }

        return TextLines.IsBlank(text, after) ? after : at;
    }

    private static TomlDocument AddLine(TomlDocument document, int at, string line)
    {
        var ending = TextLines.EndingNear(document.Text, Math.Max(0, at - 1));
        return document.Splice(at, at, at > 0 && document.Text[at - 1] != '\n' ? ending + line : line + ending);
    }

    private static int FirstKeyAt(TomlDocument document) => document.Sections.Count > 1 ? Above(document, document.Sections[1]) : document.Text.Length;

    private static bool IsComment(string text, int lineStart) => text.AsSpan(lineStart).TrimStart(" \t") is ['#', ..];
}
