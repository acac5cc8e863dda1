using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Modules.Toml;

/// <summary>Texts as they are written in a file, with nothing in them that TOML 1.0 or the server's parser would not read.</summary>
internal static class TomlText
{
    /// <summary>A text between double quotes, with TOML 1.0 escapes only.</summary>
    public static string Basic(string text)
    {
        var written = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\b' => written.Append("\\b"),
                '\t' => written.Append("\\t"),
                '\n' => written.Append("\\n"),
                '\f' => written.Append("\\f"),
                '\r' => written.Append("\\r"),
                < ' ' or '\u007f' => written.Append("\\u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture)),
                _ => written.Append(letter),
            };
        }

        return written.Append('"').ToString();
    }

    /// <summary>
    /// A text in the quotes that let it stand as it is: double ones, single ones where it has backslashes or double quotes, three single ones where it has all of these.
    /// Patterns stay readable so, and a secret stays recognisable to what masks it.
    /// </summary>
    public static string Write(string text)
    {
        var isPlain = !text.Contains('\\', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal);
        return isPlain || text.Any(char.IsControl) ? Basic(text)
            : !text.Contains('\'', StringComparison.Ordinal) ? $"'{text}'"
            : !text.Contains("'''", StringComparison.Ordinal) && text[^1] != '\'' ? $"'''{text}'''"
            : Basic(text);
    }
}
