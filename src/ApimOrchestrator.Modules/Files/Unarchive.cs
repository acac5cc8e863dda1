using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.Files;

[Module("unarchive", "Unpacks a zip or tar archive (plain or packed with gzip) into a folder of the host; only what differs is written. The archive is read on the control machine: the host needs neither tar nor unzip.")]
[Returns("dest", "The folder.")]
[Returns("src", "The archive as given.")]
[Returns("handler", "The archive's kind: `ZipArchive`, `TgzArchive` or `TarArchive`.")]
[Returns("files", "The paths in the archive, with `list_files`.")]
[Returns("msg", "Why nothing was unpacked, where `creates` says so.")]
[Returns("state", "Always `directory`.")]
[Returns("mode", "The folder's permissions.")]
[Returns("owner", "The folder's owner.")]
[Returns("group", "The folder's group.")]
internal sealed record Unarchive : PathAttributes, IModule
{
    [Argument("The archive of the project (searched in `files/` first), or with `remote_src` one on the host, which is read through the control machine.")]
    public required ProjectFile Src { get; init; }

    [Argument("The folder to unpack into; it must be there.")]
    public required HostPath Dest { get; init; }

    [Argument("Whether the archive is on the host.")]
    public bool RemoteSrc { get; init; }

    [Argument("A path: where it exists nothing is unpacked.")]
    public HostPath? Creates { get; init; }

    [Argument("Paths of the archive that alone are unpacked, with what lies below them; `*` and `?` are wildcards.")]
    public IReadOnlyList<string> Include { get; init; } = [];

    [Argument("Paths of the archive that are left out, with what lies below them; `*` and `?` are wildcards.")]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    [Argument("Whether the answer lists the paths in the archive.")]
    public bool ListFiles { get; init; }

    [Argument("Options of tar; `--strip-components=N` is the one that is read.")]
    public IReadOnlyList<string> ExtraOpts { get; init; } = [];

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Include.Count > 0 && Exclude.Count > 0)
        {
            throw new TaskFailedException("'include' and 'exclude' exclude each other");
        }

        if (Creates is not null && await host.StateOfAsync(Creates, PathDetail.Attributes, cancellation) is not PathState.Absent)
        {
            return new Answer(new Dictionary<string, object?> { ["dest"] = Dest.Text, ["src"] = Src.Name, ["msg"] = $"skipped, since {Creates} exists" });
        }

        var archive = new Archive(Src.Name, await OpenAsync(host, cancellation));
        var entries = await archive.ReadAsync(cancellation);
        var wished = Chosen(entries);
        var unpacking = new Unpacking(this, Dest);
        var folder = await unpacking.ApplyAsync(host, wished, cancellation);
        var answer = PathAnswer.Of(Dest, folder, "dest");
        (answer["src"], answer["handler"]) = (Src.Name, archive.Kind);
        if (ListFiles)
        {
            answer["files"] = wished.Where(entry => entry.Path.Length > 0).Select(entry => (object?)(entry.Path + (entry.Content is null && entry.Target is null ? "/" : ""))).ToList();
        }

        return new Answer(answer);
    }

    private async Task<Content> OpenAsync(IHost host, CancellationToken cancellation)
    {
        if (Src.Name.Contains("://", StringComparison.Ordinal))
        {
            throw new TaskFailedException("an archive is not fetched from an address here: fetch it with 'get_url' first");
        }

        if (!RemoteSrc)
        {
            return Src.Open() is [{ RelativePath: "" } local] ? local.Content : throw new TaskFailedException($"{Src} is a folder, not an archive");
        }

        return await host.LookAsync(new PathLook(HostPath.Parse(Src.Name), Follow: true), cancellation) is PathState.File file
            ? file.Content
            : throw new TaskFailedException($"{Src}: there is no such file on {host.Name}") { Subject = Src.Name };
    }

    private List<ArchiveEntry> Chosen(IReadOnlyList<ArchiveEntry> entries)
    {
        var strip = ExtraOpts.Sum(StripOf);
        return [.. from entry in entries
                   where (Include.Count == 0 || Include.Any(pattern => Covers(pattern, entry.Path))) && !Exclude.Any(pattern => Covers(pattern, entry.Path))
                   let parts = entry.Path.Split('/')
                   where parts.Length > strip
                   select strip == 0 ? entry : entry with { Path = string.Join('/', parts[strip..]) }];
    }

    private static int StripOf(string option) =>
        option.StartsWith("--strip-components=", StringComparison.Ordinal) && int.TryParse(option.AsSpan(option.IndexOf('=') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new TaskFailedException($"'extra_opts': '{option}' is not read here; '--strip-components=N' is");

    private static bool Covers(string pattern, string path)
    {
        var wanted = pattern.Trim('/').Split('/').SkipWhile(part => part == ".").ToList();
        var parts = path.Split('/');
        return parts.Length >= wanted.Count && wanted.Zip(parts).All(pair => Wildcard.Fits(pair.First, pair.Second, dotIsOrdinary: true));
    }
}
