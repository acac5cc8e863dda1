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
        var regex = Regexp is null ? null : ArgumentRegex.Parse("regexp", Regexp);
        bool IsPart(string name) => (regex?.IsMatch(name) ?? true) && !(IgnoreHidden && name.StartsWith('.'));
        var placement = new FilePlacement(this, Dest.Text) { Validate = Validate };
        var folder = RemoteSrc ? HostPath.Parse(Src.Name) : HostPath.Root;
        var seen = await host.LookAsync(
            [.. placement.Looks, .. RemoteSrc ? new Look[] { new PathLook(folder, PathDetail.Attributes, Follow: true), new TreeLook(folder, PathDetail.Bytes) { Depth = 1 } } : []], cancellation);
        var parts = RemoteSrc
            ? await RemoteAsync(host, folder, (PathState)seen[^2]!, ((IReadOnlyDictionary<HostPath, PathState>)seen[^1]!).Where(entry => entry.Key != folder && IsPart(entry.Key.Name)), cancellation)
            : Local(IsPart);
        var content = await new Fragments(Delimiter).JoinAsync(parts, cancellation);
        var answer = await placement.ApplyAsync(host, new TreeEntry("", content, null), seen, cancellation);
        return new Answer(new Dictionary<string, object?>(answer.Values) { ["src"] = Src.Name, ["msg"] = "OK" });
    }

    private static async Task<IReadOnlyList<Content>> RemoteAsync(IHost host, HostPath folder, PathState state, IEnumerable<KeyValuePair<HostPath, PathState>> entries, CancellationToken cancellation)
    {
        if (state is not PathState.Folder)
        {
            throw new TaskFailedException(state is PathState.Absent ? $"{folder}: there is no such folder" : $"{folder} is a {state.Kind}, not a folder") { Subject = folder.Text };
        }

        var parts = new List<Content>();
        foreach (var (path, part) in entries.OrderBy(entry => entry.Key))
        {
            var file = part is PathState.Link ? await host.LookAsync(new PathLook(path, PathDetail.Bytes, Follow: true), cancellation) : part;
            parts.AddRange(file is PathState.File { Content: var content } ? [content] : []);
        }

        return parts;
    }

    private IReadOnlyList<Content> Local(Func<string, bool> isPart)
    {
        var files = Src.Open();
        return files is [{ RelativePath: "" }]
            ? throw new TaskFailedException($"{Src} is a file, not a folder")
            : [.. files.Where(file => !file.RelativePath.Contains('/') && isPart(file.RelativePath)).OrderBy(file => file.RelativePath, StringComparer.Ordinal).Select(file => file.Content)];
    }
}
