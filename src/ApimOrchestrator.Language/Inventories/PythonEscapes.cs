using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>What a backslash means inside a Python text.</summary>
internal static class PythonEscapes
{
    private const string Signs = "\\'\"abfnrtv0";
    private const string Meanings = "\\'\"\a\b\f\n\r\t\v\0";

    /// <summary>Reads the escape that begins with the backslash at a position; an unknown one stands for itself.</summary>
    public static bool TryRead(string text, ref int at, StringBuilder into)
    {
        if (++at >= text.Length)
        {
            return false;
        }

        var sign = text[at++];
        var digits = sign switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (at + digits > text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
            {
                return false;
            }

            into.Append(new Rune(code));
            at += digits;
            return true;
        }

        var known = Signs.IndexOf(sign, StringComparison.Ordinal);
        into.Append(known >= 0 ? Meanings[known].ToString() : "\\" + sign);
        return true;
    }
}
