using System.Text;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>The shell's wildcards within one name: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>.</summary>
internal static class Wildcard
{
    /// <summary>Whether a name fits; a leading dot must be written unless it is a letter like others.</summary>
    public static bool Fits(string pattern, string name, bool dotIsOrdinary = false) =>
        (dotIsOrdinary || !name.StartsWith('.') || pattern.StartsWith('.')) && Regex.IsMatch(name, "^" + Translate(pattern) + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static string Translate(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var close = pattern[i] == '[' ? pattern.IndexOf(']', Math.Min(i + 2, pattern.Length)) : -1;
            if (close > 0)
            {
                var letters = pattern[(i + 1)..close].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
                text.Append('[').Append(letters.StartsWith('!') ? "^" + letters[1..] : letters).Append(']');
                i = close;
            }
            else
            {
                text.Append(pattern[i] switch { '*' => ".*", '?' => ".", _ => Regex.Escape(pattern[i].ToString()) });
            }
        }

        return text.ToString();
    }
}
