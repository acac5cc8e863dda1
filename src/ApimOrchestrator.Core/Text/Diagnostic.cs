namespace ApimOrchestrator.Core.Text;

/// <summary>A problem in the user's files, with its place. All are collected before anything is touched.</summary>
/// <param name="Place">Where the problem is.</param>
/// <param name="Message">What is wrong and what was expected, as one sentence without a final full stop.</param>
/// <param name="Help">What to do about it (for example the nearest supported word), or null.</param>
/// <param name="SourceLine">The offending line's text, for the caret; null where there is none.</param>
/// <param name="Severity">Whether it stops the run.</param>
public sealed record Diagnostic(Place Place, string Message, string? Help = null, string? SourceLine = null, Severity Severity = Severity.Error)
{
    /// <summary>The whole text a person reads: place and message, the line with a caret under the column, and the help.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        text.Append(Severity == Severity.Error ? "error: " : "warning: ").Append(Message).Append('\n').Append("  --> ").Append(Place);
        if (SourceLine is { } line && Place.Line > 0)
        {
            var number = Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var margin = new string(' ', number.Length);
            text.Append('\n').Append(number).Append(" | ").Append(line.Replace('\t', ' '));
            if (Place.Column > 0)
            {
                text.Append('\n').Append(margin).Append(" | ").Append(' ', Math.Min(Place.Column - 1, line.Length)).Append('^');
            }
        }

        if (Help is { } help)
        {
            text.Append("\n  = help: ").Append(help);
        }

        return text.ToString();
    }
}
