using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>
/// The rules of <c>lineinfile</c>: a line that fits <c>regexp</c> or <c>search_string</c> is replaced; else the line as such counts as there; else it is inserted.
/// Where neither pattern is given and the line is not in the file, only <c>insertafter</c> and <c>insertbefore</c> decide.
/// </summary>
/// <param name="task">The arguments.</param>
/// <param name="text">The file's text; edited.</param>
internal sealed class LineEditor(Lineinfile task, TextLines text)
{
    private readonly PythonRegex? _regexp = task.Regexp is { } pattern ? ArgumentRegex.Parse("regexp", pattern) : null;
    private readonly PythonRegex? _place = PlaceOf(task);

    /// <summary>Removes all lines that fit; answers how many.</summary>
    public int Remove() => text.Lines.RemoveAll(line => task.Regexp is null && task.SearchString is null ? TextLines.Bare(line) == task.Line : Fits(TextLines.Bare(line)));

    /// <summary>Makes sure of the line; answers what was done, empty for nothing.</summary>
    public string Keep()
    {
        var line = task.Line!;
        if (Find(Fits) is >= 0 and var fitting)
        {
            return Replace(fitting, task.Backrefs ? PythonReplacement.Read(line, _regexp!).For(_regexp!.Match(TextLines.Bare(text.Lines[fitting]))) : line);
        }

        if (text.Lines.FindLastIndex(candidate => TextLines.Bare(candidate) == line) is >= 0 and var same)
        {
            return Replace(same, line);
        }

        if (task.Backrefs)
        {
            return "";
        }

        text.Insert(InsertionPoint(), line);
        return "line added";
    }

    private static PythonRegex? PlaceOf(Lineinfile task) => task switch
    {
        { Insertafter: { } after } when after is not ("BOF" or "EOF") => ArgumentRegex.Parse("insertafter", after),
        { Insertbefore: { } before } when before is not "BOF" => ArgumentRegex.Parse("insertbefore", before),
        _ => null,
    };

    private bool Fits(string line) => _regexp?.IsMatch(line) ?? (task.SearchString is { } wanted && line.Contains(wanted, StringComparison.Ordinal));

    private int Find(Func<string, bool> fits) => task.Firstmatch
        ? text.Lines.FindIndex(line => fits(TextLines.Bare(line)))
        : text.Lines.FindLastIndex(line => fits(TextLines.Bare(line)));

    private int InsertionPoint()
    {
        if (task.Insertbefore == "BOF" || task.Insertafter == "BOF")
        {
            return 0;
        }

        var place = _place is null ? -1 : Find(_place.IsMatch);
        return place < 0 ? text.Lines.Count : task.Insertafter is null ? place : place + 1;
    }

    private string Replace(int index, string line)
    {
        var old = text.Lines[index];
        var end = old.EndsWith('\n') ? old[TextLines.Bare(old).Length..] : text.End;
        var replaced = line.EndsWith('\n') ? line : line + end;
        text.Lines[index] = replaced;
        return replaced == old ? "" : "line replaced";
    }
}
