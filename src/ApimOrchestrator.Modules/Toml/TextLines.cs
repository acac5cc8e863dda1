using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>Lines of a text by number and offset. A line ends with LF; a CR before it belongs to the line's end.</summary>
internal static class TextLines
{
    /// <summary>The text of a line (counted from 1) without its end; null where there is no such line.</summary>
    public static string? Line(string text, int number)
    {
        var start = 0;
        for (var line = 1; line < number; line++)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
            {
                return null;
            }

            start = end + 1;
        }

        var stop = text.IndexOf('\n', start);
        return text[start..(stop < 0 ? text.Length : stop)].TrimEnd('\r');
    }

    /// <summary>Where the line that holds an offset begins.</summary>
    public static int StartOf(string text, int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    /// <summary>Where the line after the one that holds an offset begins; the text's length on its last line.</summary>
    public static int AfterLine(string text, int offset)
    {
        var end = offset < text.Length ? text.IndexOf('\n', offset) : -1;
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>The blanks a line begins with, for the line that holds an offset.</summary>
    public static string IndentAt(string text, int offset)
    {
        var start = StartOf(text, offset);
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return text[start..end];
    }

    /// <summary>Whether the line that begins at an offset holds blanks only.</summary>
    public static bool IsBlank(string text, int start) => start >= text.Length || text[start..AfterLine(text, start)].Trim().Length == 0;

    /// <summary>The line end to write after an offset's line: that of the line itself, else of the line before, else of the text's first line, else LF.</summary>
    public static string EndingNear(string text, int offset)
    {
        var end = text.IndexOf('\n', Math.Min(offset, text.Length));
        if (end < 0)
        {
            end = offset == 0 ? -1 : text.LastIndexOf('\n', Math.Min(offset, text.Length) - 1);
        }

        return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The place of an offset, counted from 1.</summary>
    public static Place PlaceOf(string text, string file, int offset) =>
        new(file, text.AsSpan(0, offset).Count('\n') + 1, offset - StartOf(text, offset) + 1);

    /// <summary>A problem at an offset, with its line.</summary>
    public static Diagnostic Problem(string text, string file, int offset, string message, string? help = null)
    {
        var place = PlaceOf(text, file, offset);
        return new Diagnostic(place, message, help, Line(text, place.Line));
    }
}
