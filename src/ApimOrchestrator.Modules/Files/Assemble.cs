using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("assemble", "Writes a file out of the files of a folder, one after the other in the order of their names.")]
[Returns("dest", "The file that was written.")]
[Returns("src", "The folder as given.")]
[Returns("state", "What stands at the destination: `file`.")]
[Returns("size", "The file's length in bytes.")]
[Returns("mode", "Its permissions in octal digits.")]
[Returns("owner", "Its owner.")]
[Returns("group", "Its group.")]
[Returns("msg", "Always `OK`.")]
internal sealed record Assemble : PathAttributes, IModule
{
    [Argument("The folder with the parts: on the host, or with `remote_src: no` one of the project (searched in `files/` first).")]
    public required ProjectFile Src { get; init; }

    [Argument("The file to write.")]
    public required HostPath Dest { get; init; }

    [Argument("Whether the folder is on the host.")]
    public bool RemoteSrc { get; init; } = true;

    [Argument("A text put between two parts, on a line of its own; `\\n` and the like are read as in Python.")]
    public string? Delimiter { get; init; }

    [Argument("A regular expression; only files in whose names it is found are parts.")]
    public string? Regexp { get; init; }

    [Argument("Whether files whose names begin with a dot are left out.")]
    public bool IgnoreHidden { get; init; }

    [Argument("A program that checks the new file before it takes its place; `%s` stands for its path.")]
    public string? Validate { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var regex = Regexp is null ? null : PythonRegex.Parse("regexp", Regexp);
        bool IsPart(string name) => (regex?.IsMatch(name) ?? true) && !(IgnoreHidden && name.StartsWith('.'));
        var parts = RemoteSrc ? await RemoteAsync(host, IsPart, cancellation) : Local(IsPart);
        var content = await new Fragments(Delimiter).JoinAsync(parts, cancellation);
        var answer = await new FilePlacement(this, Dest.Text, content) { Validate = Validate }.ApplyAsync(host, cancellation);
        return new Answer(new Dictionary<string, object?>(answer.Values) { ["src"] = Src.Name, ["msg"] = "OK" });
    }

    private async Task<IReadOnlyList<Content>> RemoteAsync(IHost host, Func<string, bool> isPart, CancellationToken cancellation)
    {
        var folder = HostPath.Parse(Src.Name);
        var (state, tree) = await host.LookAsync(new PathLook(folder, PathDetail.Attributes, Follow: true), new TreeLook(folder, PathDetail.Attributes) { Depth = 1 }, cancellation);
        if (state is not PathState.Folder)
        {
            throw new TaskFailedException(state is PathState.Absent ? $"{folder}: there is no such folder" : $"{folder} is a {state.Kind}, not a folder") { Subject = folder.Text };
        }

        var paths = tree.Where(entry => entry.Key != folder && entry.Value is PathState.File or PathState.Link && isPart(entry.Key.Name)).Select(entry => entry.Key).Order();
        var files = await host.LookAsync([.. paths.Select(path => new PathLook(path, PathDetail.Bytes, Follow: true))], cancellation);
        return [.. files.OfType<PathState.File>().Select(file => file.Content)];
    }

    private IReadOnlyList<Content> Local(Func<string, bool> isPart)
    {
        var files = Src.Open();
        return files is [{ RelativePath: "" }]
            ? throw new TaskFailedException($"{Src} is a file, not a folder")
            : [.. files.Where(file => !file.RelativePath.Contains('/') && isPart(file.RelativePath)).OrderBy(file => file.RelativePath, StringComparer.Ordinal).Select(file => file.Content)];
    }
}
