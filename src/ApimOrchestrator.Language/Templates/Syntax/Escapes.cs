using System.Globalization;
using System.Text;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>The backslash sequences of a string literal, as Python reads them; unknown ones stay as written.</summary>
internal static class Escapes
{
    public static string Read(string inside)
    {
        var text = new StringBuilder(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] != '\\' || i + 1 == inside.Length)
            {
                text.Append(inside[i]);
                continue;
            }

            i++;
            i += inside[i] switch
            {
                '\n' => 0,
                'x' => Code(inside, i, 2, text),
                'u' => Code(inside, i, 4, text),
                'U' => Code(inside, i, 8, text),
                >= '0' and <= '7' => Octal(inside, i, text),
                var letter => Simple(letter, text),
            };
        }

        return text.ToString();
    }

    private static int Simple(char letter, StringBuilder text)
    {
        _ = letter switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            'a' => text.Append('\a'),
            'b' => text.Append('\b'),
            'f' => text.Append('\f'),
            'v' => text.Append('\v'),
            '\\' or '\'' or '"' => text.Append(letter),
            _ => text.Append('\\').Append(letter),
        };
        return 0;
    }

    private static int Code(string inside, int at, int length, StringBuilder text)
    {
        if (at + length < inside.Length
            && int.TryParse(inside.AsSpan(at + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code is >= 0 and <= 0x10FFFF)
        {
            text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            return length;
        }

        text.Append('\\').Append(inside[at]);
        return 0;
    }

    private static int Octal(string inside, int at, StringBuilder text)
    {
        var (code, length) = (0, 0);
        while (length < 3 && at + length < inside.Length && inside[at + length] is >= '0' and <= '7')
        {
            code = (code * 8) + inside[at + length++] - '0';
        }

        text.Append((char)code);
        return length - 1;
    }
}
