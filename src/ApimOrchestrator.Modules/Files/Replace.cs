using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("replace", "Replaces every place of a text file that a regular expression is found in.")]
[Returns("msg", "What was done: `2 replacements made`, or empty.")]
internal sealed record Replace : PathAttributes, IModule
{
    [Argument("The file.", Aliases = ["dest", "destfile", "name"])]
    public required HostPath Path { get; init; }

    [Argument("The regular expression; `^` and `$` fit at every line. It should not fit what it is replaced by, so that a second run changes nothing.")]
    public required string Regexp { get; init; }

    [Argument("What takes its place, with groups as `\\1` or `\\g<name>`; left out, what is found is removed.", Name = "replace")]
    public string Replacement { get; init; } = "";

    [Argument("Only after the first place this regular expression is found in; `.` also fits line ends.")]
    public string? After { get; init; }

    [Argument("Only before the first place this regular expression is found in; `.` also fits line ends.")]
    public string? Before { get; init; }

    [Argument("A program that checks the new file before it takes its place; `%s` stands for its path.")]
    public string? Validate { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var edit = await FileEdit.OpenAsync(host, this, Path, mayBeAbsent: false, cancellation);
        var text = edit.Text.Text;
        var (start, end) = Section(text);
        var (replaced, count) = ArgumentRegex.Parse("regexp", Regexp, RegexOptions.Multiline).Replace(text[start..end], Replacement);
        var after = text[..start] + replaced + text[end..];
        await edit.SaveAsync(host, Validate, cancellation, after);
        return Answer.Of("msg", after == text ? "" : $"{count} replacements made");
    }

    /// <summary>Where to look; nowhere where a limit is not found.</summary>
    private (int Start, int End) Section(string text)
    {
        var start = 0;
        if (After is not null)
        {
            var found = ArgumentRegex.Parse("after", After, RegexOptions.Singleline).Match(text);
            if (!found.Success)
            {
                return (0, 0);
            }

            start = found.Index + found.Length;
        }

        if (Before is null)
        {
            return (start, text.Length);
        }

        var limit = ArgumentRegex.Parse("before", Before, RegexOptions.Singleline).Match(text[start..]);
        return limit.Success ? (start, start + limit.Index) : (0, 0);
    }
}
