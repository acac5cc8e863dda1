using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Core.Text;

/// <summary>The shell's wildcards within one name: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>. Reading a name takes time in proportion to its length.</summary>
public sealed class Wildcard
{
    private readonly Regex _regex;
    private readonly bool _showsHidden;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern; any text is one.</param>
    /// <param name="dotIsOrdinary">Whether a leading dot may be matched by a wildcard; else it must be written, as in a shell.</param>
    public Wildcard(string pattern, bool dotIsOrdinary = false)
    {
        _regex = new Regex($@"\A{Translate(pattern)}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        _showsHidden = dotIsOrdinary || pattern.StartsWith('.');
    }

    /// <summary>Whether a name fits a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="name">The name.</param>
    /// <param name="dotIsOrdinary">As for the constructor.</param>
    public static bool Fits(string pattern, string name, bool dotIsOrdinary = false) => new Wildcard(pattern, dotIsOrdinary).Fits(name);

    /// <summary>Whether a name fits.</summary>
    /// <param name="name">The name.</param>
    public bool Fits(string name) => (_showsHidden || !name.StartsWith('.')) && _regex.IsMatch(name);

    private static string Translate(string pattern)
    {
        var text = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            var close = pattern[at] == '[' && at + 2 < pattern.Length ? pattern.IndexOf(']', at + (pattern[at + 1] == '!' ? 3 : 2)) : -1;
            if (close > 0)
            {
                text.Append(Set(pattern[(at + 1)..close]));
                at = close;
            }
            else
            {
                text.Append(pattern[at] switch { '*' => ".*", '?' => ".", var letter => Regex.Escape(letter.ToString()) });
            }
        }

        return text.ToString();
    }

    private static string Set(string letters)
    {
        var isExcluding = letters[0] == '!';
        var set = new StringBuilder(isExcluding ? "[^" : "[");
        for (var at = isExcluding ? 1 : 0; at < letters.Length; at++)
        {
            var isRange = at + 2 < letters.Length && letters[at + 1] == '-';
            var (first, last) = (letters[at], letters[isRange ? at + 2 : at]);
            at += isRange ? 2 : 0;
            if (first <= last)
            {
                set.Append($"\\u{(int)first:x4}-\\u{(int)last:x4}");
            }
        }

        // A range that ends before it begins holds no letter.
        return set.Length > (isExcluding ? 2 : 1) ? set.Append(']').ToString() : isExcluding ? "." : @"[^\s\S]";
    }
}
