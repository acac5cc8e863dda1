using System.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Filters;

/// <summary>Jinja2's filters of texts.</summary>
internal static class TextFilters
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("upper", c => Words.Upper(c.InputText));
        table.Add("lower", c => c.InputText.ToLowerInvariant());
        table.Add("capitalize", c => Words.Capitalised(c.InputText));
        table.Add("title", c => Title(c.InputText));
        table.Add("trim chars?", c => c.OptionalText(0) is { } set ? c.InputText.Trim(set.ToCharArray()) : c.InputText.Trim());
        table.Add("replace old new count?", c => Words.Replace(c.InputText, c.Text(0), c.Text(1), c[2] is null ? -1 : c.Whole(2), c.Budget));
        table.Add("center width?", c => Words.Center(c.InputText, c.Count(0, 80), ' '));
        table.Add("indent width? first? blank?", Indent);
        table.Add("truncate length? killwords? end? leeway?", Truncate);
        table.Add("wordcount", c => (long)WordCount(c.InputText));
        table.Add("wordwrap width? break_long_words? wrapstring? break_on_hyphens?", c => WordWrap.Apply(c.InputString, c.Count(0, 79), c.Flag(1, true), c.Flag(3, true), c.OptionalText(2) ?? "\n"));
        table.Add("format * **", c => PercentFormat.Apply(c.InputText, c.More, c.Named.Count == 0 ? null : c.Named, isStrict: c.Named.Count == 0, c.Budget));
        table.Add("escape", c => Escape(c.InputText));
        table.Alias("escape", "e");
        table.Alias("escape", "forceescape");
        table.Add("safe", c => c.InputText);
        table.Add("striptags", c => StripTags(c.InputText));
        table.Add("urlencode", UrlEncode);
        table.Add("split sep? maxsplit?", c => Words.Split(c.InputString, c.OptionalText(0), c.Whole(1, -1)));
    }

    private static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        var isStart = true;
        foreach (var letter in text)
        {
            titled.Append(isStart ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter));
            isStart = letter is '-' or '(' or '{' or '[' or '<' || char.IsWhiteSpace(letter);
        }

        return titled.ToString();
    }

    private static string Indent(Arguments call)
    {
        var text = call.InputString;
        var indent = call[0] is string own ? own : new string(' ', Math.Max(0, call.Count(0, 4)));
        var lines = (text + "\n").Split('\n')[..^1];
        call.Budget.Size(text.Length + ((long)lines.Length * indent.Length));
        var indented = lines.Select((line, i) => i == 0 ? line : line.Length > 0 || call.Flag(2) ? indent + line : line);
        return (call.Flag(1) ? indent : "") + string.Join('\n', indented);
    }

    private static object Truncate(Arguments call)
    {
        var (length, end, leeway) = (call.Count(0, 255), call.Text(2, "..."), call.Has(3) && call[3] is not null ? call.Whole(3) : 5);
        if (length < end.Length)
        {
            throw new ValueProblem($"'truncate' to {length} characters leaves no room for '{end}'");
        }

        if (call.Input is IReadOnlyList<object?> list && list.Count <= length + leeway)
        {
            return list;
        }

        var text = call.InputString;
        if (text.Length <= length + leeway)
        {
            return text;
        }

        var kept = text[..(length - end.Length)];
        var space = kept.LastIndexOf(' ');
        return (call.Flag(1) || space < 0 ? kept : kept[..space]) + end;
    }

    private static int WordCount(string text)
    {
        var (count, isInside) = (0, false);
        foreach (var letter in text)
        {
            var isWord = char.IsLetterOrDigit(letter) || letter == '_';
            count += isWord && !isInside ? 1 : 0;
            isInside = isWord;
        }

        return count;
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);

    private static string StripTags(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '<' ? text.IndexOf('>', at) : -1;
            at = end < 0 ? at : end;
            kept.Append(end < 0 ? text[at] : "");
        }

        return string.Join(' ', kept.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string UrlEncode(Arguments call) => call.Input switch
    {
        IReadOnlyDictionary<string, object?> map => string.Join('&', map.Select(p => Quoted(p.Key, keepsSlash: false) + "=" + Quoted(ValueText.Known(p.Value), keepsSlash: false))),
        IReadOnlyList<object?> pairs => string.Join('&', pairs.Select(Pair)),
        _ => Quoted(call.InputText, keepsSlash: true),
    };

    private static string Pair(object? item) =>
        Items.Of(item, "'urlencode'") is [var name, var value]
            ? Quoted(ValueText.Known(name), keepsSlash: false) + "=" + Quoted(ValueText.Known(value), keepsSlash: false)
            : throw new ValueProblem("'urlencode' needs pairs of a name and a value");

    private static string Quoted(string text, bool keepsSlash)
    {
        var quoted = Uri.EscapeDataString(text);
        return keepsSlash ? quoted.Replace("%2F", "/", StringComparison.Ordinal) : quoted.Replace("%20", "+", StringComparison.Ordinal);
    }
}
