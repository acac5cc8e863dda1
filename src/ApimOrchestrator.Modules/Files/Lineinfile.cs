using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("lineinfile", "Keeps one line in a text file, or keeps lines out of it.")]
[Returns("msg", "What was done: `line added`, `line replaced`, `2 line(s) removed`, or empty.")]
[Returns("found", "With `state: absent`, how many lines were removed.")]
internal sealed record Lineinfile : PathAttributes, IModule
{
    [Argument("The file.", Aliases = ["dest", "destfile", "name"])]
    public required HostPath Path { get; init; }

    [Argument("The line. With `state: absent` and neither `regexp` nor `search_string`, the line to remove.", Aliases = ["value"])]
    public string? Line { get; init; }

    [Argument("Whether the line must be there or not.")]
    public LineWish State { get; init; } = LineWish.Present;

    [Argument("A regular expression; the last line it is found in is replaced, or with `state: absent` all are removed. It should also fit `line`, so that a second run changes nothing.", Aliases = ["regex"])]
    public string? Regexp { get; init; }

    [Argument("A text in place of `regexp`.")]
    public string? SearchString { get; init; }

    [Argument("Whether `line` may hold groups of `regexp` (`\\1`, `\\g<name>`). Nothing is added then where `regexp` is not found.")]
    public bool Backrefs { get; init; }

    [Argument("Where no line fits: insert after the last line this regular expression is found in; `EOF` for the end of the file (the default).")]
    public string? Insertafter { get; init; }

    [Argument("Where no line fits: insert before the last line this regular expression is found in; `BOF` for the beginning of the file.")]
    public string? Insertbefore { get; init; }

    [Argument("Whether the first line that fits is meant, not the last.")]
    public bool Firstmatch { get; init; }

    [Argument("Whether a missing file is made, with its folder.")]
    public bool Create { get; init; }

    [Argument("A program that checks the new file before it takes its place; `%s` stands for its path.")]
    public string? Validate { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        Check();
        var edit = await FileEdit.OpenAsync(host, this, Path, mayBeAbsent: Create || State == LineWish.Absent, cancellation);
        if (State == LineWish.Absent && !edit.Exists)
        {
            return new Answer(new Dictionary<string, object?> { ["msg"] = "file not present", ["found"] = 0L });
        }

        var editor = new LineEditor(this, edit.Text);
        var answer = new Dictionary<string, object?>();
        if (State == LineWish.Absent)
        {
            var found = editor.Remove();
            (answer["found"], answer["msg"]) = ((long)found, found == 0 ? "" : $"{found} line(s) removed");
        }
        else
        {
            answer["msg"] = editor.Keep();
        }

        await edit.SaveAsync(host, Validate, cancellation);
        return new Answer(answer);
    }

    private void Check()
    {
        var wrong = this switch
        {
            { Regexp: not null, SearchString: not null } => "'regexp' and 'search_string' exclude each other",
            { Insertafter: not null, Insertbefore: not null } => "'insertafter' and 'insertbefore' exclude each other",
            { State: LineWish.Present, Line: null } => "'line' is needed with 'state: present'",
            { State: LineWish.Absent, Line: null, Regexp: null, SearchString: null } => "one of 'line', 'regexp' and 'search_string' is needed with 'state: absent'",
            { Backrefs: true, Regexp: null } => "'regexp' is needed with 'backrefs: true'",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new TaskFailedException(wrong);
        }
    }
}
