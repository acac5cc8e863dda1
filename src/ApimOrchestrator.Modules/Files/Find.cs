using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("find", "Lists the files, folders or links below folders that fit what is asked for.")]
[Returns("files", "A list of maps: `path size mode pw_name gr_name uid gid mtime isreg isdir islnk`, sorted by path.")]
[Returns("matched", "How many fit.")]
[Returns("examined", "How many were looked at.")]
internal sealed record Find : IModule
{
    [Argument("The folders.", Aliases = ["path", "name"])]
    public required IReadOnlyList<HostPath> Paths { get; init; }

    [Argument("The names that fit: wildcards, or regular expressions with `use_regex`. Left out, all.", Aliases = ["pattern"])]
    public IReadOnlyList<string> Patterns { get; init; } = [];

    [Argument("The names that do not, spelt as `patterns`.", Aliases = ["exclude"])]
    public IReadOnlyList<string> Excludes { get; init; } = [];

    [Argument("Whether the patterns are regular expressions for the whole name.")]
    public bool UseRegex { get; init; }

    [Argument("What is looked for.")]
    public FindKind FileType { get; init; } = FindKind.File;

    [Argument("Whether folders below are searched too.")]
    public bool Recurse { get; init; }

    [Argument("With `recurse`, how many levels; left out, all.")]
    public int? Depth { get; init; }

    [Argument("Whether names that begin with a dot count.")]
    public bool Hidden { get; init; }

    [Argument("A regular expression that must be found in a line of the file.")]
    public string? Contains { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var looks = Paths.Select(path => new TreeLook(path, Contains is null ? PathDetail.Attributes : PathDetail.Bytes) { Depth = Recurse ? Depth : 1 });
        var trees = (await host.LookAsync([.. looks], cancellation)).Cast<IReadOnlyDictionary<HostPath, PathState>>().ToList();
        var below = Paths.Zip(trees).SelectMany(pair => pair.Second.Where(entry => entry.Key != pair.First).Select(entry => (Root: pair.First, entry.Key, entry.Value))).ToList();
        var files = new List<object?>();
        foreach (var (root, path, state) in below.DistinctBy(entry => entry.Key).OrderBy(entry => entry.Key))
        {
            if (IsKind(state) && IsShown(root, path) && FitsName(path.Name) && await HoldsAsync(state, cancellation))
            {
                files.Add(Describe(path, state));
            }
        }

        return new Answer(new Dictionary<string, object?> { ["files"] = files, ["matched"] = (long)files.Count, ["examined"] = (long)below.Count });
    }

    private static Dictionary<string, object?> Describe(HostPath path, PathState state)
    {
        var map = PathAnswer.Of(path, state);
        map.Remove("state");
        (map["isreg"], map["isdir"], map["islnk"]) = (state is PathState.File, state is PathState.Folder, state is PathState.Link);
        if (map.Remove("owner", out var owner) && map.Remove("group", out var group))
        {
            (map["pw_name"], map["gr_name"]) = (owner, group);
        }

        if (state.Metadata is { } metadata)
        {
            (map["size"], map["uid"], map["gid"]) = (metadata.Size, metadata.Uid, metadata.Gid);
            map["mtime"] = metadata.Modified.ToUnixTimeMilliseconds() / 1000.0;
        }

        return map;
    }

    private bool IsKind(PathState state) => FileType switch
    {
        FindKind.File => state is PathState.File,
        FindKind.Directory => state is PathState.Folder,
        FindKind.Link => state is PathState.Link,
        _ => true,
    };

    private bool IsShown(HostPath root, HostPath path) => Hidden || !path.Text[root.Text.Length..].Contains("/.", StringComparison.Ordinal);

    private bool FitsName(string name) => (Patterns.Count == 0 || Patterns.Any(pattern => Fits(pattern, name))) && !Excludes.Any(pattern => Fits(pattern, name));

    private bool Fits(string pattern, string name) => UseRegex ? ArgumentRegex.Parse("patterns", $"^(?:{pattern})").IsMatch(name) : Wildcard.Fits(pattern, name, dotIsOrdinary: true);

    private async Task<bool> HoldsAsync(PathState state, CancellationToken cancellation)
    {
        if (Contains is null)
        {
            return true;
        }

        var regex = ArgumentRegex.Parse("contains", Contains);
        return state is PathState.File file && Encoding.UTF8.GetString(await file.Content.ReadAsync(cancellation)).Split('\n').Any(regex.IsMatch);
    }
}
