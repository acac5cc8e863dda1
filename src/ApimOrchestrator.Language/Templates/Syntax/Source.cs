using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>A template's text and where it stands, so that any offset can be named as a place in the user's file.</summary>
internal sealed class Source(string text, Place place, Func<int, Place>? locate, Func<Place, string?>? sourceLine)
{
    public string Text { get; } = text;

    public Place Place { get; } = place;

    /// <summary>The place of an offset. Every line of the text starts at the column of its first one: so it is in a YAML block scalar and in a template file.</summary>
    public Place PlaceOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        if (locate is not null)
        {
            return locate(offset);
        }

        if (Place.Line == 0)
        {
            return Place;
        }

        var before = Text.AsSpan(0, offset);
        var lineStart = before.LastIndexOf('\n') + 1;
        var line = Place.Line + before.Count('\n');
        return Place with { Line = line, Column = Place.Column == 0 ? 0 : Place.Column + offset - lineStart };
    }

    public DiagnosticException Error(int offset, string message, string? help = null) => new(Problem(offset, message, help));

    public Diagnostic Problem(int offset, string message, string? help = null)
    {
        var at = PlaceOf(offset);
        var line = at.Line == 0 ? "" : sourceLine?.Invoke(at) ?? OwnLine(offset);
        return new Diagnostic(at, message, help, string.IsNullOrEmpty(line) ? null : line);
    }

    /// <summary>The line of the text itself, moved right so that the caret's column fits.</summary>
    private string? OwnLine(int offset)
    {
        if (locate is not null)
        {
            return null;
        }

        offset = Math.Clamp(offset, 0, Text.Length);
        var start = offset == 0 ? 0 : Text.LastIndexOf('\n', offset - 1) + 1;
        var end = Text.IndexOf('\n', offset);
        var line = Text[start..(end < 0 ? Text.Length : end)];
        return new string(' ', Math.Max(0, Place.Column - 1)) + line;
    }
}
