using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;

namespace ApimOrchestrator.Language.Yaml;

/// <summary>Says in people's words why a text is not YAML: looks at the line for the usual slips before it repeats the parser.</summary>
internal static partial class YamlSyntaxHelp
{
    // The parser names the mapping's start where a tab stands somewhere below it.
    private const int LinesSearchedForTab = 1000;

    /// <summary>The diagnostic for a parser's complaint.</summary>
    public static Diagnostic Explain(SourceText source, string message, Place place, Place? openBracket)
    {
        var first = Math.Max(1, place.Line - 1);
        var last = message.Contains("tab", StringComparison.Ordinal) ? place.Line + LinesSearchedForTab : place.Line;
        for (var number = first; number <= last; number++)
        {
            if (source.Line(number) is { } line && Slip(source, line, number) is { } slip)
            {
                return slip;
            }
        }

        if (openBracket is not null && !message.Contains("quoted scalar", StringComparison.Ordinal))
        {
            var bracket = source.Line(openBracket.Line) is { } text && openBracket.Column <= text.Length ? text[openBracket.Column - 1] : '[';
            var closing = bracket == '{' ? '}' : ']';
            return Made(source, openBracket, $"this '{bracket}' has no '{closing}' that closes it (looked for it up to line {place.Line}, column {place.Column})", "close it, put a comma between the items, and quote texts that hold brackets, commas or ': '");
        }

        return Known(source, message, place) ?? Made(source, place, "this is not YAML: " + Sentence(message), null);
    }

    private static Diagnostic? Slip(SourceText source, string line, int number)
    {
        var indent = line.Length - line.TrimStart().Length;
        var tab = line.AsSpan(0, indent).IndexOf('\t');
        if (tab >= 0)
        {
            return Made(source, source.At(number, tab + 1), "a tab cannot indent a line in YAML", "use spaces");
        }

        if (BareTemplate().Match(line) is { Success: true } template)
        {
            return Made(source, source.At(number, template.Groups["value"].Index + 1), "a value that starts with '{{' must be quoted", "write \"{{ ... }}\" with quotes around the whole value");
        }

        return TextAfterQuote().Match(line) is { Success: true } quoted
            ? Made(source, source.At(number, quoted.Groups["rest"].Index + 1), "text after the closing quote", "a value that starts with a quote must end with it: quote the whole value with the other kind of quotes")
            : null;
    }

    private static Diagnostic? Known(SourceText source, string message, Place place)
    {
        var has = (string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (has("mapping values are not allowed") || has("found invalid mapping"))
        {
            if (NoSpace().Match(source.Line(place.Line - 1) ?? "") is { Success: true } above)
            {
                return Made(source, source.At(place.Line - 1, above.Groups["colon"].Index + 2), "a space is missing after ':'", "write 'key: value'");
            }

            return Made(source, place, "a ': ' where no key can stand", "quote a text that holds ': ', or check the indentation of this line and the one above");
        }

        if (has("quoted scalar") && (has("end of stream") || has("wrong indentation")))
        {
            return Made(source, place, "this quote is not closed", "close it; where the text goes on, its next lines must be indented deeper than the key");
        }

        if (has("cannot start any token"))
        {
            return Made(source, place, "a value cannot start with this character", "quote the value");
        }

        if (has("did not find expected key") || has("did not find expected '-' indicator"))
        {
            return Made(source, place, "this line does not fit the lines above", "check its indentation: keys of one mapping, and the '-' of one list, stand in the same column");
        }

        return null;
    }

    private static Diagnostic Made(SourceText source, Place place, string message, string? help) => new(place, message, help, source.Line(place.Line));

    private static string Sentence(string message)
    {
        var text = message.Trim().TrimEnd('.');
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : "it cannot be read here";
    }

    [GeneratedRegex(@"^\s*(?:- +)*[\w.-]+(?<colon>:)[^\s:/]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NoSpace();

    [GeneratedRegex(@"^\s*(?:- +)*(?:[\w.-]+:\s+)?(?<value>\{\{)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BareTemplate();

    [GeneratedRegex(@"^\s*(?:- +)*[\w.-]+:\s+(?:""[^""\\]*""|'[^']*')\s*(?<rest>[^\s#,}\]:'])", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TextAfterQuote();
}
