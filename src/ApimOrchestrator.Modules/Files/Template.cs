using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("template", "Renders a template of the project into a file on the host.")]
[Returns("dest", "The file that was written.")]
[Returns("state", "Always `file`.")]
[Returns("size", "Its length in bytes.")]
[Returns("mode", "Its permissions in octal digits.")]
[Returns("owner", "Its owner.")]
[Returns("group", "Its group.")]
internal sealed record Template : PathAttributes, IModule
{
    [Argument("The template, searched in `templates/` beside the role or playbook first.")]
    public required RenderedFile Src { get; init; }

    [Argument("Where the file goes: an absolute path; where it is a folder or ends in a slash, the template's name is added.")]
    public required string Dest { get; init; }

    [Argument("Whether a file that differs is replaced; with `no` only a missing one is written.")]
    public bool Force { get; init; } = true;

    [Argument("Whether a link at the destination is kept and its target written.")]
    public bool Follow { get; init; }

    [Argument("A program that checks the new file before it takes its place; `%s` stands for its path.")]
    public string? Validate { get; init; }

    public Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Mode is { IsPreserve: true })
        {
            throw new TaskFailedException("'mode: preserve' has no meaning for a template; write the mode the file must have");
        }

        return new FilePlacement(this, Dest)
        {
            SourceName = Src.Name[(Src.Name.LastIndexOf('/') + 1)..],
            Force = Force,
            Follow = Follow,
            Validate = Validate,
        }.ApplyAsync(host, new TreeEntry("", Src.Content, null), cancellation);
    }
}
