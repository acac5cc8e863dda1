using System.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Methods;

/// <summary>Python's methods of strings.</summary>
internal static class StringMethods
{
    public static FunctionTable Table()
    {
        var table = new FunctionTable();
        table.Add("upper", c => Words.Upper(c.InputText));
        table.Add("lower", c => c.InputText.ToLowerInvariant());
        table.Add("casefold", c => c.InputText.ToLowerInvariant());
        table.Add("title", c => Words.Title(c.InputText));
        table.Add("capitalize", c => Words.Capitalised(c.InputText));
        table.Add("swapcase", c => string.Concat(c.InputText.Select(l => char.IsUpper(l) ? char.ToLowerInvariant(l) : char.ToUpperInvariant(l))));
        table.Add("strip chars?", c => c.OptionalText(0) is { } set ? c.InputText.Trim(set.ToCharArray()) : c.InputText.Trim());
        table.Add("lstrip chars?", c => c.OptionalText(0) is { } set ? c.InputText.TrimStart(set.ToCharArray()) : c.InputText.TrimStart());
        table.Add("rstrip chars?", c => c.OptionalText(0) is { } set ? c.InputText.TrimEnd(set.ToCharArray()) : c.InputText.TrimEnd());
        table.Add("removeprefix prefix", c => c.InputText.StartsWith(c.String(0), StringComparison.Ordinal) ? c.InputText[c.String(0).Length..] : c.InputText);
        table.Add("removesuffix suffix", c => c.InputText.EndsWith(c.String(0), StringComparison.Ordinal) ? c.InputText[..^c.String(0).Length] : c.InputText);
        table.Add("startswith prefix", c => Any(c, p => c.InputText.StartsWith(p, StringComparison.Ordinal)));
        table.Add("endswith suffix", c => Any(c, p => c.InputText.EndsWith(p, StringComparison.Ordinal)));
        table.Add("split sep? maxsplit?", c => Words.Split(c.InputText, c.OptionalText(0), c.Whole(1, -1)));
        table.Add("rsplit sep? maxsplit?", c => Words.SplitFromRight(c.InputText, c.OptionalText(0), c.Whole(1, -1)));
        table.Add("splitlines keepends?", c => Words.Lines(c.InputText, c.Flag(0)));
        table.Add("partition sep", c => Words.Partition(c.InputText, c.String(0), c.InputText.IndexOf(c.String(0), StringComparison.Ordinal), fromRight: false));
        table.Add("rpartition sep", c => Words.Partition(c.InputText, c.String(0), c.InputText.LastIndexOf(c.String(0), StringComparison.Ordinal), fromRight: true));
        table.Add("replace old new count?", c => Words.Replace(c.InputText, c.String(0), c.String(1), c.Whole(2, -1), c.Budget));
        table.Add("join items", c => Words.Join(c.InputText, c.List(0), c.Budget));
        table.Add("format * **", c => BraceFormat.Apply(c.InputText, c.More, c.Named, c.Budget));
        table.Add("find part start? end?", c => Find(c));
        table.Add("index part start? end?", c => Find(c) is >= 0 and var at ? at : throw new ValueProblem("the text does not hold what 'index' looks for"));
        table.Add("rfind part start? end?", c => Find(c, fromRight: true));
        table.Add("rindex part start? end?", c => Find(c, fromRight: true) is >= 0 and var at ? at : throw new ValueProblem("the text does not hold what 'rindex' looks for"));
        table.Add("expandtabs tabsize?", ExpandTabs);
        table.Add("count part", c => Words.Count(c.InputText, c.String(0)));
        table.Add("center width fillchar?", c => Words.Center(c.InputText, c.Count(0), Fill(c)));
        table.Add("ljust width fillchar?", c => c.InputText + Padding(c));
        table.Add("rjust width fillchar?", c => Padding(c) + c.InputText);
        table.Add("zfill width", c => Words.ZeroFilled(c.InputText, c.Count(0)));
        table.Add("isdigit", c => All(c, char.IsAsciiDigit));
        table.Add("isnumeric", c => All(c, char.IsNumber));
        table.Add("isdecimal", c => All(c, char.IsDigit));
        table.Add("isalpha", c => All(c, char.IsLetter));
        table.Add("isalnum", c => All(c, char.IsLetterOrDigit));
        table.Add("isspace", c => All(c, char.IsWhiteSpace));
        table.Add("isupper", c => c.InputText.Any(char.IsUpper) && !c.InputText.Any(char.IsLower));
        table.Add("islower", c => c.InputText.Any(char.IsLower) && !c.InputText.Any(char.IsUpper));
        return table;
    }

    private static bool Any(Arguments call, Func<string, bool> holds) =>
        call[0] is TupleValue many ? many.Any(m => holds(ValueText.Known(m))) : holds(call[0] is string text ? text : throw call.Wrong("a string", call[0]));

    private static bool All(Arguments call, Func<char, bool> holds) => call.InputText.Length > 0 && call.InputText.All(holds);

    private static long Find(Arguments call, bool fromRight = false)
    {
        var text = call.InputText;
        var start = Bound(call.Whole(1), text.Length);
        var end = Bound(call.Whole(2, text.Length), text.Length);
        if (start > end || call.Whole(1) > text.Length)
        {
            return -1;
        }

        var searched = text.AsSpan(start, end - start);
        var part = call.String(0);
        return (fromRight ? searched.LastIndexOf(part) : searched.IndexOf(part)) is >= 0 and var at ? at + start : -1;
    }

    // As in a slice, a negative position counts from the end.
    private static int Bound(long position, int length) => (int)Math.Clamp(position < 0 ? position + length : position, 0, length);

    private static string ExpandTabs(Arguments call)
    {
        var size = Math.Max(0, call.Count(0, 8));
        var expanded = new StringBuilder();
        var column = 0;
        foreach (var letter in call.InputText)
        {
            var width = letter != '\t' ? 1 : size == 0 ? 0 : size - (column % size);
            call.Budget.Size(expanded.Length + (long)width);
            expanded.Append(letter == '\t' ? ' ' : letter, width);
            column = letter is '\n' or '\r' ? 0 : column + width;
        }

        return expanded.ToString();
    }

    private static string Padding(Arguments call) => new(Fill(call), Math.Max(0, call.Count(0) - Characters.Count(call.InputText)));

    private static char Fill(Arguments call) => call.Text(1, " ") is [var fill] ? fill : throw new ValueProblem("the character to fill with must be one character");
}
