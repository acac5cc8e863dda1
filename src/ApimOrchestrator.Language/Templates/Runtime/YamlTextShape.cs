namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Which ways of writing a text keep it whole, as libyaml's emitter decides.</summary>
internal readonly record struct YamlTextShape(bool IsMultiline, bool AllowsFlowPlain, bool AllowsBlockPlain, bool AllowsSingleQuoted)
{
    private const string Breaks = "\n\u0085\u2028\u2029";
    private const string Spaces = "\0 \t\r\n\u0085\u2028\u2029";

    public static YamlTextShape Of(string text)
    {
        if (text.Length == 0)
        {
            return new YamlTextShape(false, false, true, true);
        }

        var (flow, block) = Indicators(text);
        var isMultiline = text.AsSpan().ContainsAny(Breaks);
        var isEdged = IsBlank(text[0]) || IsBlank(text[^1]);
        var (hasSpaceBeforeBreak, hasSpaceAfterBreak) = (false, false);
        for (var i = 1; i < text.Length; i++)
        {
            hasSpaceAfterBreak |= text[i] == ' ' && Breaks.Contains(text[i - 1]);
            hasSpaceBeforeBreak |= Breaks.Contains(text[i]) && text[i - 1] == ' ';
        }

        var isSpecial = text.Any(IsSpecial);
        var allowsPlain = !isEdged && !isMultiline && !isSpecial && !hasSpaceAfterBreak && !hasSpaceBeforeBreak;
        return new YamlTextShape(isMultiline, allowsPlain && !flow, allowsPlain && !block, !isSpecial && !hasSpaceAfterBreak && !hasSpaceBeforeBreak);
    }

    /// <summary>Whether a character keeps the text from being plain inside brackets, and outside of them.</summary>
    private static (bool Flow, bool Block) Indicators(string text)
    {
        var isMarker = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        var (flow, block) = (isMarker, isMarker);
        for (var i = 0; i < text.Length; i++)
        {
            var isBeforeSpace = i + 1 >= text.Length || Spaces.Contains(text[i + 1]);
            var (isFlow, isBlock) = text[i] switch
            {
                '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' when i == 0 => (true, true),
                '?' or ':' when i == 0 => (true, isBeforeSpace),
                '-' when i == 0 => (isBeforeSpace, isBeforeSpace),
                ',' or '?' or '[' or ']' or '{' or '}' => (true, false),
                ':' => (true, isBeforeSpace),
                '#' when i > 0 && Spaces.Contains(text[i - 1]) => (true, true),
                _ => (false, false),
            };
            (flow, block) = (flow || isFlow, block || isBlock);
        }

        return (flow, block);
    }

    private static bool IsBlank(char letter) => letter == ' ' || Breaks.Contains(letter);

    private static bool IsSpecial(char letter) =>
        letter is not ('\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD')) || letter == '\uFEFF';
}
