using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Sources;

/// <summary>A text the user wrote, with the name under which problems in it are reported.</summary>
/// <param name="Name">The file's name as <see cref="Place.File"/> shows it, or what stands for it, such as <c>--extra-vars</c>.</param>
/// <param name="Text">The whole text, without a byte order mark.</param>
public sealed record SourceText(string Name, string Text)
{
    private const int LongestShownLine = 400;

    private string[]? _lines;

    /// <summary>Whether the text was encrypted: then no line of it is ever shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>One line's text for a diagnostic, or null where there is no such line or where it is too long to be shown.</summary>
    /// <param name="number">The line, counted from 1.</param>
    public string? Line(int number)
    {
        _lines ??= Text.Split('\n');
        if (IsSecret || number < 1 || number > _lines.Length)
        {
            return null;
        }

        var line = _lines[number - 1].TrimEnd('\r');
        return line.Length > LongestShownLine ? null : line;
    }

    /// <summary>A position in this text.</summary>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, counted from 1.</param>
    public Place At(long line, long column) => new(Name, (int)line, (int)column);
}
