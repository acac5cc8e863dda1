using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("copy", "Copies a file or folder of the project, a text, or a file of the host itself, to a place on the host.")]
[Returns("dest", "The file or folder that was written.")]
[Returns("src", "The source as given.")]
[Returns("state", "What stands at the destination: `file` or `directory`.")]
[Returns("size", "A file's length in bytes.")]
[Returns("mode", "Its permissions in octal digits.")]
[Returns("owner", "Its owner.")]
[Returns("group", "Its group.")]
internal sealed record Copy : PathAttributes, IModule
{
    [Argument("The file or folder of the project (searched in `files/` first), or with `remote_src` the absolute path on the host. A folder that ends in a slash gives its content, else itself.")]
    public ProjectFile? Src { get; init; }

    [Argument("The file's text in place of `src`; a list or map is written as JSON.")]
    public object? Content { get; init; }

    [Argument("Where it goes: an absolute path; where that is a folder or ends in a slash, the source's name is added.")]
    public required string Dest { get; init; }

    [Argument("Whether `src` is on the host already.")]
    public bool RemoteSrc { get; init; }

    [Argument("The permissions of folders made while a folder is copied; existing ones keep theirs.")]
    public Mode? DirectoryMode { get; init; }

    [Argument("Whether a file that differs is replaced; with `no` only missing ones are written.")]
    public bool Force { get; init; } = true;

    [Argument("Whether a link at the destination is kept and its target written.")]
    public bool Follow { get; init; } = true;

    [Argument("A program that checks a single new file before it takes its place; `%s` stands for its path.")]
    public string? Validate { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Src is null == Content is null)
        {
            throw new TaskFailedException("one of 'src' and 'content' is needed, not both");
        }

        var entries = Src is null ? [new TreeEntry("", TextContent(Content), null)] : RemoteSrc ? await RemoteAsync(host, Src.Name, cancellation) : Local(Src);
        var answer = entries is [{ RelativePath: "" } file]
            ? await new FilePlacement(this, Dest, file.Content) { SourceName = NameOf(Src), SourceMode = file.Mode, Force = Force, Follow = Follow, Validate = Validate }.ApplyAsync(host, cancellation)
            : await new TreePlacement(this, Dest, NameOf(Src), Src!.Name.EndsWith('/')) { DirectoryMode = DirectoryMode, Force = Force }.ApplyAsync(host, entries, cancellation);
        return Src is null ? answer : answer with { Values = new Dictionary<string, object?>(answer.Values) { ["src"] = Src.Name } };
    }

    private static string? NameOf(ProjectFile? source) => source?.Name.TrimEnd('/') is { } name ? name[(name.LastIndexOf('/') + 1)..] : null;

    private static IReadOnlyList<TreeEntry> Local(ProjectFile source) =>
        [.. source.Open().Select(file => new TreeEntry(file.RelativePath, file.Content, file.Mode))];

    private static async Task<IReadOnlyList<TreeEntry>> RemoteAsync(IHost host, string source, CancellationToken cancellation)
    {
        var path = HostPath.Parse(source);
        var (state, tree) = await host.LookAsync(new PathLook(path, Follow: true), new TreeLook(path), cancellation);
        return state switch
        {
            PathState.File file => [new TreeEntry("", file.Content, file.Mode)],
            PathState.Folder => [.. tree.Where(pair => pair.Value is PathState.File).OrderBy(pair => pair.Key)
                .Select(pair => (pair.Key, (PathState.File)pair.Value))
                .Select(pair => new TreeEntry(pair.Key.Text[(path.Text.Length + 1)..], pair.Item2.Content, pair.Item2.Mode))],
            _ => throw new TaskFailedException($"{path}: there is no such file on {host.Name}") { Subject = path.Text },
        };
    }

    private static Content TextContent(object? value) => value switch
    {
        Unknown unknown => Core.Hosts.Content.Unknown(unknown.Why),
        IReadOnlyList<object?> or IReadOnlyDictionary<string, object?> => Core.Hosts.Content.Of(Json.Text(Written.Plain(value))),
        Secret secret => Core.Hosts.Content.Of(Encoding.UTF8.GetBytes(secret.Reveal()), secret: true),
        _ => Core.Hosts.Content.Of(ArgumentTypes.TextOf(value)),
    };
}
