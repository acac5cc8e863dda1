using System.Text;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Splits a line into words as a POSIX shell does, without expanding anything.</summary>
internal static class Words
{
    /// <summary>The words: split at blanks, quotes and backslashes read and removed.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case ' ' or '\t' or '\n' or '\r':
                    AddTo(words, ref word);
                    break;
                case '\'':
                    var end = line.IndexOf('\'', i + 1);
                    (word ??= new StringBuilder()).Append(line, i + 1, (end < 0 ? throw Unclosed('\'') : end) - i - 1);
                    i = end;
                    break;
                case '"':
                    i = ReadQuoted(line, i + 1, word ??= new StringBuilder());
                    break;
                case '\\' when i + 1 < line.Length:
                    (word ??= new StringBuilder()).Append(line[++i]);
                    break;
                default:
                    (word ??= new StringBuilder()).Append(line[i]);
                    break;
            }
        }

        AddTo(words, ref word);
        return words;
    }

    private static int ReadQuoted(string line, int at, StringBuilder word)
    {
        for (var i = at; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                return i;
            }

            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\' or '$' or '`')
            {
                i++;
            }

            word.Append(line[i]);
        }

        throw Unclosed('"');
    }

    private static void AddTo(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }

    private static FormatException Unclosed(char quote) => new($"a quote {quote} is not closed");
}
