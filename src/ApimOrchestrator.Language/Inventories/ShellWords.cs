using System.Text;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>Splits a line into words as a POSIX shell does: quotes and backslashes are resolved; a <c>#</c> at the start of a word ends the line.</summary>
public static class ShellWords
{
    /// <summary>The words of a line with the column each begins in (counted from 0).</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">A quote is not closed, or the line ends with a backslash.</exception>
    public static IReadOnlyList<(string Word, int Column)> Split(string line)
    {
        var words = new List<(string, int)>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            if (at >= line.Length || line[at] == '#')
            {
                return words;
            }

            var start = at;
            words.Add((Word(line, ref at), start));
        }
    }

    private static string Word(string line, ref int at)
    {
        var word = new StringBuilder();
        while (at < line.Length && !char.IsWhiteSpace(line[at]))
        {
            switch (line[at])
            {
                case '#':
                    at = line.Length;
                    break;
                case '\'' or '"':
                    Quoted(line, ref at, word);
                    break;
                case '\\' when at + 1 < line.Length:
                    word.Append(line[at + 1]);
                    at += 2;
                    break;
                case '\\':
                    throw new FormatException("the line ends with a backslash");
                default:
                    word.Append(line[at++]);
                    break;
            }
        }

        return word.ToString();
    }

    private static void Quoted(string line, ref int at, StringBuilder word)
    {
        var quote = line[at++];
        while (at < line.Length && line[at] != quote)
        {
            if (quote == '"' && line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '"' or '\\')
            {
                at++;
            }

            word.Append(line[at++]);
        }

        if (at++ >= line.Length)
        {
            throw new FormatException($"a {quote} is not closed");
        }
    }
}
