using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Breaks lines between words.</summary>
internal static class WordWrap
{
    public static string Apply(string text, int width, bool breaksWords, string separator)
    {
        if (width < 1)
        {
            throw new ValueProblem("'wordwrap' needs a width of at least 1");
        }

        return string.Join(separator, Words.Lines(text, keepsEnds: false).Select(line => string.Join(separator, Lines((string)line!, width, breaksWords))));
    }

    private static List<string> Lines(string text, int width, bool breaksWords)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var rest = word;
            if (line.Length > 0 && line.Length + 1 + rest.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            while (breaksWords && rest.Length > width)
            {
                lines.Add(rest[..width]);
                rest = rest[width..];
            }

            line = line.Length == 0 ? rest : line + " " + rest;
        }

        lines.Add(line);
        return lines;
    }
}
