using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files;
using ApimOrchestrator.Modules.Files.Support;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("get_url", "Fetches a file from a web server to the host, with curl. With a SHA-256 checksum it is known beforehand what the file will be.")]
[Returns("dest", "The file.")]
[Returns("url", "The address.")]
[Returns("status_code", "The HTTP status, where something was asked of the server.")]
[Returns("msg", "What happened.")]
[Returns("state", "What stands at the destination: `file`.")]
[Returns("size", "Its length in bytes; unknown before the real run.")]
[Returns("mode", "Its permissions in octal digits.")]
[Returns("owner", "Its owner.")]
[Returns("group", "Its group.")]
internal sealed record GetUrl : PathAttributes, IModule
{
    [Argument("The address: `http://`, `https://`, `ftp://` or `file://`.")]
    public required string Url { get; init; }

    [Argument("The file, or a folder: then the file is named as in the address.")]
    public required string Dest { get; init; }

    [Argument("The checksum as `algorithm:digits`; a file that has it already is not fetched again, and one that arrives without it is not kept.")]
    public string Checksum { get; init; } = "";

    [Argument("Whether a file that is there is fetched again though the server says it has not changed.")]
    public bool Force { get; init; }

    [Argument("Header names and values.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Argument("Seconds the connection may take to be made.")]
    public int Timeout { get; init; } = 10;

    [Argument("Whether the server's certificate is checked.")]
    public bool ValidateCerts { get; init; } = true;

    [Argument("The user for basic authentication.", Aliases = ["username"])]
    public string? UrlUsername { get; init; }

    [Argument("The password for basic authentication.", Aliases = ["password"])]
    public Secret? UrlPassword { get; init; }

    [Argument("Accepted as Ansible has it: the user and password are always sent with the first request.")]
    public bool ForceBasicAuth { get; init; }

    [Argument("How the request introduces itself.")]
    public string HttpAgent { get; init; } = "ansible-httpget";

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var sum = ReadChecksum();
        var folder = HostPath.Parse(Dest);
        var inner = folder.Combine("./" + NameInUrl());
        var seen = await host.LookAsync([new TargetLook(folder), new TargetLook(inner), new IdentityLook(), .. Sums(folder, sum), .. Sums(inner, sum)], cancellation);
        var isInner = ((PathTarget)seen[0]!).State is PathState.Folder || Dest.EndsWith('/');
        var (path, before) = (PathTarget)seen[isInner ? 1 : 0]!;
        var identity = (HostIdentity)seen[2]!;
        if (before is not (PathState.File or PathState.Absent))
        {
            throw new TaskFailedException($"{path} is a {before.Kind}; a file cannot take its place") { Subject = path.Text };
        }

        if (before is PathState.File present && sum is var (kind, value))
        {
            var actual = await Checksums.OfAsync(present.Content, seen.Count > 3 ? (IReadOnlyList<string>)seen[isInner ? 4 : 3]! : [], kind, cancellation);
            if (actual is Unknown unknown)
            {
                throw new UnknownStateException(unknown.Why);
            }

            if (actual.Equals(value))
            {
                return await SettleAsync(host, path, present, identity, new DownloadAnswer(-1), "file already exists", cancellation);
            }
        }

        return await FetchAsync(host, path, before, identity, sum, cancellation);
    }

    private async Task<Answer> FetchAsync(IHost host, HostPath path, PathState before, HostIdentity identity, (ChecksumKind Kind, string Value)? sum, CancellationToken cancellation)
    {
        var download = new Download(this);
        var known = sum is (ChecksumKind.Sha256, var wished) ? wished : null;
        var present = before as PathState.File;
        var since = Force || sum is not null || !Url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? null : present?.Metadata?.Modified;
        var head = await AskAsync(host, present is null || known is not null ? download.Head() : download.Hash(since), cancellation);
        if (present is not null && (head.Status == 304 || (head.Sha256 ?? known) == present.Content.Sha256))
        {
            return await SettleAsync(host, path, present, identity, head, head.Status == 304 ? "HTTP Error 304: Not Modified" : "OK", cancellation);
        }

        known ??= head.Sha256;
        var after = ToFile(before, known is null ? Content.Unknown($"what {Url} serves") : new ServedContent(known, Url), identity);
        var change = new Change(new Subject("download", Url), null, null) { Paths = [new PathChange(path, before, after)] };
        var result = await host.RunAsync(download.Fetch(path, after, sum is var (kind, value) && kind != ChecksumKind.Sha256 ? (kind.ToString().ToLowerInvariant(), value) : null), change, cancellation);
        if (result.WhyUnknown is null && result.ExitCode != 0)
        {
            throw new TaskFailedException($"{Url}: {result.Error.Trim().Split('\n').LastOrDefault(line => line.Length > 0 && !line.StartsWith("status ", StringComparison.Ordinal)) ?? $"exit code {result.ExitCode}"}") { Result = result };
        }

        return Answered(path, result.WhyUnknown is not null ? after : await host.StateOfAsync(path, PathDetail.Attributes, cancellation), head, "OK");
    }

    /// <summary>The file stays; its attributes may not.</summary>
    private async Task<Answer> SettleAsync(IHost host, HostPath path, PathState.File present, HostIdentity identity, DownloadAnswer answer, string message, CancellationToken cancellation)
    {
        var after = Applied(present, identity);
        await host.PutAsync(new PathChange(path, present, after), cancellation);
        return Answered(path, after, answer, message);
    }

    // What an earlier task of the run may bring about, the host itself says is not known.
    private async Task<DownloadAnswer> AskAsync(IHost host, CommandLook<DownloadAnswer> look, CancellationToken cancellation)
    {
        DownloadAnswer? seen = null;
        bool IsMet(DownloadAnswer answer) => (seen = answer) is { Error: null } or { Status: 405 or 403 or 501 };
        try
        {
            return await host.ExpectAsync(new Expectation<DownloadAnswer>($"{Url} answers", look, IsMet, TimeSpan.Zero), cancellation);
        }
        catch (TaskFailedException) when (seen is not null)
        {
            throw new TaskFailedException($"{Url}: {seen.Error}") { Values = new Dictionary<string, object?> { ["status_code"] = (long)seen.Status, ["url"] = Url, ["dest"] = Dest } };
        }
    }

    private Answer Answered(HostPath path, PathState state, DownloadAnswer answer, string message)
    {
        var values = PathAnswer.Of(path, state, "dest");
        (values["url"], values["msg"]) = (Url, message);
        if (answer.Status > 0)
        {
            values["status_code"] = (long)answer.Status;
        }

        return new Answer(values);
    }

    private (ChecksumKind Kind, string Value)? ReadChecksum()
    {
        if (Checksum.Length == 0)
        {
            return null;
        }

        var (name, value) = Checksum.Split(':', 2) is [var before, var after] ? (before, after.Trim()) : ("", "");
        var isHex = value.Length > 0 && value.All(char.IsAsciiHexDigit);
        return isHex && Enum.TryParse<ChecksumKind>(name.Trim(), ignoreCase: true, out var kind)
            ? (kind, value.ToLowerInvariant())
            : throw new TaskFailedException($"'checksum' is '{Checksum}': write an algorithm (md5, sha1, sha256, sha512), a colon and hex digits");
    }

    private static IEnumerable<Look> Sums(HostPath path, (ChecksumKind Kind, string Value)? sum) => sum is var (kind, _) ? [Checksums.Look(path, kind)] : [];

    private string NameInUrl()
    {
        var path = Url.Split('?', '#')[0];
        return path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } name ? name : "index.html";
    }
}
