using System.Text;

namespace ApimOrchestrator.Language.Modules;

/// <summary>Reads the short form of arguments, <c>module: some text name=value</c>: words end at blanks outside quotes and outside <c>{{ }}</c>, <c>{% %}</c>, <c>{# #}</c>.</summary>
/// <param name="Text">What is left of the text when the arguments are taken out; empty for none.</param>
/// <param name="Arguments">The arguments with their values, quotes around a whole value removed, and where each begins in the text.</param>
public sealed record FreeForm(string Text, IReadOnlyList<(string Name, string Value, int Offset)> Arguments)
{
    /// <summary>Splits a text.</summary>
    /// <param name="text">As written after the module's name.</param>
    /// <param name="isArgument">Whether a name before <c>=</c> is an argument's; words with other names stay in the text.</param>
    /// <exception cref="FormatException">A quote or a brace is not closed.</exception>
    public static FreeForm Read(string text, Func<string, bool> isArgument)
    {
        var arguments = new List<(string, string, int)>();
        var rest = new StringBuilder(text);
        foreach (var (start, end) in Enumerable.Reverse(Words(text)))
        {
            var word = text[start..end];
            var equals = EqualsIn(word);
            if (equals > 0 && isArgument(word[..equals].Trim()))
            {
                arguments.Add((word[..equals].Trim(), Unquoted(word[(equals + 1)..]), start + equals + 1));
                var blanks = end;
                while (blanks < text.Length && text[blanks] is ' ' or '\t')
                {
                    blanks++;
                }

                rest.Remove(start, blanks - start);
            }
        }

        arguments.Reverse();
        return new FreeForm(rest.ToString().Trim(), arguments);
    }

    private static int EqualsIn(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        while (at > 0 && word[at - 1] == '\\')
        {
            at = word.IndexOf('=', at + 1);
        }

        return at;
    }

    private static string Unquoted(string value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] && value.Length > 1 && value[^2] != '\\' ? value[1..^1] : value;

    private static List<(int Start, int End)> Words(string text)
    {
        var words = new List<(int, int)>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            at = EndOfWord(text, at);
            words.Add((start, at));
        }

        return words;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at = text[at] switch
            {
                '\\' => Math.Min(at + 2, text.Length),
                '"' or '\'' => Closing(text, at + 1, text[at].ToString(), escapes: true),
                '{' when at + 1 < text.Length && text[at + 1] is '{' or '%' or '#' => Closing(text, at + 2, text[at + 1] == '{' ? "}}" : text[at + 1] + "}", escapes: false),
                _ => at + 1,
            };
        }

        return at;
    }

    private static int Closing(string text, int from, string sign, bool escapes)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (escapes && text[at] == '\\')
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                return at + sign.Length;
            }
        }

        throw new FormatException($"a '{sign}' is missing");
    }
}
