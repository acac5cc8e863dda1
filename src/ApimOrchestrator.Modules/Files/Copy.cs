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

        var name = NameOf(Src);
        var single = new FilePlacement(this, Dest) { SourceName = name, Force = Force, Follow = Follow, Validate = Validate };
        var many = new TreePlacement(this, Dest, name, Src?.Name.EndsWith('/') ?? false) { DirectoryMode = DirectoryMode, Force = Force };
        var answer = Src is null ? await single.ApplyAsync(host, new TreeEntry("", TextContent(Content), null), cancellation)
            : RemoteSrc ? await CopyHereAsync(host, HostPath.Parse(Src.Name), single, many, cancellation)
            : Local(Src) is var entries && entries is [{ RelativePath: "" } file] ? await single.ApplyAsync(host, file, cancellation)
            : await many.ApplyAsync(host, entries, new Dictionary<HostPath, PathState>(), cancellation);
        return Src is null ? answer : answer with { Values = new Dictionary<string, object?>(answer.Values) { ["src"] = Src.Name } };
    }

    private static string? NameOf(ProjectFile? source) => source?.Name.TrimEnd('/') is { } name ? name[(name.LastIndexOf('/') + 1)..] : null;

    private static IReadOnlyList<TreeEntry> Local(ProjectFile source) =>
        [.. source.Open().Select(file => new TreeEntry(file.RelativePath, file.Content, file.Mode))];

    // Both sides at once, whatever the source turns out to be.
    private static async Task<Answer> CopyHereAsync(IHost host, HostPath source, FilePlacement single, TreePlacement many, CancellationToken cancellation)
    {
        var above = FolderChain.Of(many.Root.Parent);
        var seen = await host.LookAsync([new TargetLook(source), new TreeLook(source) { Twin = many.Root }, .. single.Looks, .. FolderChain.Looks(many.Root.Parent)], cancellation);
        var target = (PathTarget)seen[0]!;
        if (target.State is PathState.File file)
        {
            return await single.ApplyAsync(host, new TreeEntry("", file.Content, file.Mode), [.. seen.Skip(2).Take(single.Looks.Count)], cancellation);
        }

        if (target.State is not PathState.Folder)
        {
            throw new TaskFailedException($"{source}: there is no such file on {host.Name}") { Subject = source.Text };
        }

        var both = (IReadOnlyDictionary<HostPath, PathState>)(target.Path == source ? seen[1]! : await host.LookAsync(new TreeLook(target.Path) { Twin = many.Root }, cancellation));
        var known = new Dictionary<HostPath, PathState>(both);
        foreach (var (path, state) in above.Zip(seen.Skip(2 + single.Looks.Count)))
        {
            known.TryAdd(path, (PathState)state!);
        }

        return await many.ApplyAsync(host, EntriesBelow(target.Path, both, many.Root), known, cancellation);
    }

    private static IReadOnlyList<TreeEntry> EntriesBelow(HostPath source, IReadOnlyDictionary<HostPath, PathState> both, HostPath destination) =>
        [.. from pair in both.OrderBy(pair => pair.Key)
            where pair.Value is PathState.File && pair.Key.IsWithin(source) && (source.IsWithin(destination) || !pair.Key.IsWithin(destination))
            let file = (PathState.File)pair.Value
            select new TreeEntry(pair.Key.Text[(source.Text.Length + 1)..], file.Content, file.Mode)];

    private static Content TextContent(object? value) => value switch
    {
        Unknown unknown => Core.Hosts.Content.Unknown(unknown.Why),
        IReadOnlyList<object?> or IReadOnlyDictionary<string, object?> => PlainJson.Scalars(value).OfType<Unknown>().FirstOrDefault() is { } unknown
            ? Core.Hosts.Content.Unknown(unknown.Why)
            : Core.Hosts.Content.Of(Encoding.UTF8.GetBytes(PlainJson.Of(value)), PlainJson.Scalars(value).Any(scalar => scalar is Secret)),
        Secret secret => Core.Hosts.Content.Of(Encoding.UTF8.GetBytes(secret.Reveal()), secret: true),
        _ => Core.Hosts.Content.Of(ArgumentTypes.TextOf(value)),
    };
}
