using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Core.Text;

/// <summary>What a match is replaced by, in Python's spelling: <c>\1</c>, <c>\g&lt;1></c>, <c>\g&lt;name></c>, <c>\n</c>.</summary>
public sealed class PythonReplacement
{
    private readonly List<(string Text, string? Group)> _pieces = [];

    /// <summary>Reads a replacement.</summary>
    /// <param name="text">The replacement.</param>
    /// <param name="pattern">The expression whose groups it names.</param>
    /// <exception cref="PythonRegexException">It names a group that is not there, or has an escape that means nothing.</exception>
    public static PythonReplacement Read(string text, PythonRegex pattern)
    {
        var read = new PythonReplacement();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                literal.Append(text[at]);
                continue;
            }

            at++;
            var length = GroupLength(text, at);
            if (length > 0)
            {
                read._pieces.Add((literal.ToString(), GroupName(text[(at - 1)..(at + length)], pattern)));
                literal.Clear();
                at += length - 1;
            }
            else
            {
                literal.Append(Escaped(text[at]));
            }
        }

        read._pieces.Add((literal.ToString(), null));
        return read;
    }

    /// <summary>The text that stands in place of a match.</summary>
    /// <param name="match">The match.</param>
    public string For(Match match)
    {
        if (_pieces is [var (only, _)])
        {
            return only;
        }

        var text = new StringBuilder();
        foreach (var (literal, group) in _pieces)
        {
            text.Append(literal).Append(group is null ? "" : match.Groups[group].Value);
        }

        return text.ToString();
    }

    /// <summary>The group that <c>\1</c>, <c>\g&lt;1></c> or <c>\g&lt;name></c> means.</summary>
    /// <param name="reference">The group as the replacement writes it.</param>
    /// <param name="pattern">The expression.</param>
    /// <exception cref="PythonRegexException">The expression has no such group.</exception>
    public static string GroupName(string reference, PythonRegex pattern) => pattern.Group(
        reference.StartsWith("\\g<", StringComparison.Ordinal) && reference.EndsWith('>') ? reference[3..^1]
        : reference.StartsWith('\\') ? reference[1..]
        : throw new PythonRegexException($"'{reference}' is not a group", "groups are written '\\1' or '\\g<name>'"));

    private static int GroupLength(string text, int at)
    {
        if (text[at] == 'g' && at + 1 < text.Length && text[at + 1] == '<')
        {
            var end = text.IndexOf('>', at);
            return end < 0 ? 0 : end - at + 1;
        }

        return text[at] is < '1' or > '9' ? 0 : at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) ? 2 : 1;
    }

    private static string Escaped(char letter) => letter switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        '0' => "\0",
        '\\' => "\\",
        _ when char.IsAsciiLetter(letter) => throw new PythonRegexException(string.Create(CultureInfo.InvariantCulture, $"'\\{letter}' means nothing in a replacement"), "a backslash itself is written '\\\\'"),
        _ => "\\" + letter,
    };
}
