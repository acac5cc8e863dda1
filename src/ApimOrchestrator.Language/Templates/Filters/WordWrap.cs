using System.Text.RegularExpressions;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Breaks lines between words and behind hyphens, where Python's module <c>textwrap</c> does.</summary>
internal static partial class WordWrap
{
    private const string Space = @"[\t\n\v\f\r ]";
    private const string Mark = """[\w!"'&.,?]""";
    private const string Letter = @"[^\d\W]";

    public static string Apply(string text, int width, bool breaksWords, bool breaksAtHyphens, string separator)
    {
        if (width < 1)
        {
            throw new ValueProblem("'wordwrap' needs a width of at least 1");
        }

        return string.Join(separator, Words.Lines(text, keepsEnds: false).Select(line => string.Join(separator, Lines((string)line!, width, breaksWords, breaksAtHyphens))));
    }

    private static List<string> Lines(string text, int width, bool breaksWords, bool breaksAtHyphens)
    {
        var pieces = new Stack<string>((breaksAtHyphens ? WordsAndHyphens() : Spaces()).Split(text).Where(piece => piece.Length > 0).Reverse());
        var lines = new List<string>();
        while (pieces.Count > 0)
        {
            if (lines.Count > 0 && IsBlank(pieces.Peek()))
            {
                pieces.Pop();
            }

            var line = new List<string>();
            var length = 0;
            for (; pieces.TryPeek(out var next) && length + next.Length <= width; length += next.Length)
            {
                line.Add(pieces.Pop());
            }

            if (pieces.TryPeek(out var longer) && longer.Length > width)
            {
                Cut(pieces, line, width - length, breaksWords, breaksAtHyphens);
            }

            if (line.Count > 0 && IsBlank(line[^1]))
            {
                line.RemoveAt(line.Count - 1);
            }

            if (line.Count > 0)
            {
                lines.Add(string.Concat(line));
            }
        }

        return lines;
    }

    /// <summary>Puts as much of a word that is longer than a line into the line as there is room for.</summary>
    private static void Cut(Stack<string> pieces, List<string> line, int room, bool breaksWords, bool breaksAtHyphens)
    {
        if (!breaksWords)
        {
            if (line.Count == 0)
            {
                line.Add(pieces.Pop());
            }

            return;
        }

        var word = pieces.Pop();
        var hyphen = breaksAtHyphens && room > 0 ? word.LastIndexOf('-', room - 1) : -1;
        var end = hyphen > 0 && word[..hyphen].Trim('-').Length > 0 ? hyphen + 1 : room;
        line.Add(word[..end]);
        pieces.Push(word[end..]);
    }

    private static bool IsBlank(string piece) => piece.Trim().Length == 0;

    [GeneratedRegex($"({Space}+)", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    // Blanks; a dash of several hyphens between words; a word up to a hyphen between letters, to its end or to such a dash.
    [GeneratedRegex($@"({Space}+|(?<={Mark})-{{2,}}(?=\w)|[^\t\n\v\f\r ]+?(?:-(?:(?<={Letter}{{2}}-)|(?<={Letter}-{Mark}-))(?={Letter}-?{Letter})|(?={Space}|\z)|(?<={Mark})(?=-{{2,}}\w)))", RegexOptions.CultureInvariant)]
    private static partial Regex WordsAndHyphens();
}
