using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("blockinfile", "Keeps a block of lines between two marker lines in a text file, or keeps it out.")]
[Returns("msg", "What was done: `Block inserted`, `Block removed`, or empty.")]
internal sealed record Blockinfile : PathAttributes, IModule
{
    [Argument("The file.", Aliases = ["dest", "destfile", "name"])]
    public required HostPath Path { get; init; }

    [Argument("The lines between the markers; none removes the block.", Aliases = ["content"])]
    public string Block { get; init; } = "";

    [Argument("Whether the block must be there.")]
    public LineWish State { get; init; } = LineWish.Present;

    [Argument("The marker lines; `{mark}` stands for `marker_begin` or `marker_end`. Blocks of one file need markers of their own.")]
    public string Marker { get; init; } = "# {mark} ANSIBLE MANAGED BLOCK";

    [Argument("What `{mark}` is before the block.")]
    public string MarkerBegin { get; init; } = "BEGIN";

    [Argument("What `{mark}` is after the block.")]
    public string MarkerEnd { get; init; } = "END";

    [Argument("Where a new block goes: after the last line this regular expression is found in; `EOF` for the end (the default).")]
    public string? Insertafter { get; init; }

    [Argument("Where a new block goes: before the last line this regular expression is found in; `BOF` for the beginning.")]
    public string? Insertbefore { get; init; }

    [Argument("Whether a missing file is made, with its folder.")]
    public bool Create { get; init; }

    [Argument("A program that checks the new file before it takes its place; `%s` stands for its path.")]
    public string? Validate { get; init; }

    private bool IsWished => State == LineWish.Present && Block.Length > 0;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Insertafter is not null && Insertbefore is not null)
        {
            throw new TaskFailedException("'insertafter' and 'insertbefore' exclude each other");
        }

        var edit = await FileEdit.OpenAsync(host, this, Path, mayBeAbsent: Create || !IsWished, cancellation);
        if (!edit.Exists && !IsWished)
        {
            return Answer.Of("msg", $"File {Path} not present");
        }

        var before = edit.Text.Text;
        var wasThere = Edit(edit.Text);
        var isSame = edit.Text.Text == before;
        await edit.SaveAsync(host, Validate, cancellation);
        return Answer.Of("msg", isSame ? "" : IsWished ? "Block inserted" : wasThere ? "Block removed" : "");
    }

    /// <summary>Edits the lines; answers whether the block was there.</summary>
    private bool Edit(TextLines text)
    {
        var (first, last) = (Find(text, MarkerBegin), Find(text, MarkerEnd));
        var isThere = first >= 0 && last >= 0;
        var at = isThere ? Math.Min(first, last) : InsertionPoint(text);
        if (isThere)
        {
            text.Lines.RemoveRange(at, Math.Abs(last - first) + 1);
        }

        if (IsWished)
        {
            string[] lines = [MarkerLine(MarkerBegin), .. TextLines.Split(Block).Select(TextLines.Bare), MarkerLine(MarkerEnd)];
            for (var i = 0; i < lines.Length; i++)
            {
                text.Insert(at + i, lines[i]);
            }
        }

        return isThere;
    }

    private string MarkerLine(string mark) => Marker.Replace("{mark}", mark, StringComparison.Ordinal);

    private int Find(TextLines text, string mark) => text.Lines.FindLastIndex(line => TextLines.Bare(line) == MarkerLine(mark));

    private int InsertionPoint(TextLines text)
    {
        if (Insertbefore == "BOF" || Insertafter == "BOF")
        {
            return 0;
        }

        if ((Insertafter ?? Insertbefore) is not { } pattern || pattern == "EOF")
        {
            return text.Lines.Count;
        }

        var regex = ArgumentRegex.Parse(Insertafter is null ? "insertbefore" : "insertafter", pattern);
        var found = text.Lines.FindLastIndex(line => regex.IsMatch(TextLines.Bare(line)));
        return found < 0 ? text.Lines.Count : Insertafter is null ? found : found + 1;
    }
}
