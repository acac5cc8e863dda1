using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Reads zip and tar archives, the latter plain or packed with gzip. Each file is hashed; small ones are kept, so that the archive is not searched again for each.</summary>
/// <param name="name">The archive's name, for people.</param>
/// <param name="archive">Its bytes.</param>
internal sealed class Archive(string name, Content archive)
{
    private const int LargestKept = 1024 * 1024;
    private const int KeptAtMost = 64 * 1024 * 1024;

    // A zip's directory is at its end: one that comes from a host must be whole to be read.
    private const int LargestRemoteZip = 256 * 1024 * 1024;

    private static readonly (string Name, byte[] Signature)[] Unreadable = [("bzip2", "BZh"u8.ToArray()), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD])];

    private long _kept;

    /// <summary>The kind, as Ansible calls it: <c>ZipArchive TgzArchive TarArchive</c>; known once it was read.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Everything in it, in its order.</summary>
    /// <exception cref="TaskFailedException">It is no archive that can be read.</exception>
    public async Task<IReadOnlyList<ArchiveEntry>> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            Kind = await KindAsync(cancellation);
            return Kind == "ZipArchive" ? await ReadZipAsync(cancellation) : await ReadTarAsync(cancellation);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new TaskFailedException($"{name} cannot be read as an archive: {problem.Message}");
        }
    }

    private async Task<string> KindAsync(CancellationToken cancellation)
    {
        await using var stream = await archive.OpenAsync(cancellation);
        var start = new byte[512];
        var count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        var packed = Unreadable.FirstOrDefault(kind => start.AsSpan().StartsWith(kind.Signature)).Name;
        return packed is not null ? throw new TaskFailedException($"{name} is packed with {packed}, which is not read here; unpack it with the module 'command' and tar")
            : start is [(byte)'P', (byte)'K', ..] ? "ZipArchive"
            : start is [0x1F, 0x8B, ..] ? "TgzArchive"
            : count == 512 ? "TarArchive"
            : throw new TaskFailedException($"{name} is no archive: neither zip nor tar");
    }

    private async Task<IReadOnlyList<ArchiveEntry>> ReadTarAsync(CancellationToken cancellation)
    {
        var entries = new List<ArchiveEntry>();
        await using var tar = await OpenTarAsync(cancellation);
        for (var index = 0; await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry; index++)
        {
            var (path, number) = (Tidy(entry.Name), index);
            var posix = entry as PosixTarEntry;
            var made = new ArchiveEntry(path, (int)entry.Mode) { Owner = (posix?.UserName ?? "", entry.Uid), Group = (posix?.GroupName ?? "", entry.Gid) };
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    entries.Add(made);
                    break;
                case TarEntryType.SymbolicLink:
                    entries.Add(made with { Target = entry.LinkName });
                    break;
                case TarEntryType.HardLink:
                    entries.Add(made with { Content = entries.Find(other => other.Path == Tidy(entry.LinkName))?.Content ?? throw Strange(entry.Name, "a link to a file that is not in it") });
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    entries.Add(made with { Content = await ContentAsync(entry.DataStream ?? Stream.Null, entry.Length, token => OpenTarEntryAsync(number, token), cancellation) });
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw Strange(entry.Name, "neither a file nor a folder nor a link");
            }
        }

        return entries;
    }

    // The upper half of the attributes holds the Unix mode where the zip was made on Unix (APPNOTE.TXT 4.4.15); unzip(1) leaves the set-id bits out.
    private async Task<IReadOnlyList<ArchiveEntry>> ReadZipAsync(CancellationToken cancellation)
    {
        var entries = new List<ArchiveEntry>();
        await using var zip = await OpenZipAsync(cancellation);
        foreach (var entry in zip.Entries)
        {
            var unix = (entry.ExternalAttributes >> 16) & 0xFFFF;
            var isFolder = entry.FullName.EndsWith('/');
            var made = new ArchiveEntry(Tidy(entry.FullName), unix == 0 ? isFolder ? 0x1ED : 0x1A4 : unix & 0x1FF);
            if (isFolder)
            {
                entries.Add(made);
                continue;
            }

            await using var stream = await entry.OpenAsync(cancellation);
            if ((unix & 0xF000) == 0xA000)
            {
                using var reader = new StreamReader(stream, Encoding.UTF8);
                entries.Add(made with { Target = await reader.ReadToEndAsync(cancellation) });
            }
            else
            {
                entries.Add(made with { Content = await ContentAsync(stream, entry.Length, token => OpenZipEntryAsync(entry.FullName, token), cancellation) });
            }
        }

        return entries;
    }

    private async Task<Content> ContentAsync(Stream stream, long length, Func<CancellationToken, Task<Stream>> again, CancellationToken cancellation)
    {
        if (length > LargestKept || _kept + length > KeptAtMost)
        {
            return new ArchiveContent(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)), length, again);
        }

        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellation);
        _kept += memory.Length;
        return Content.Of(memory.ToArray());
    }

    private async Task<TarReader> OpenTarAsync(CancellationToken cancellation)
    {
        var stream = await archive.OpenAsync(cancellation);
        return new TarReader(Kind == "TgzArchive" ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }

    private async Task<Stream> OpenTarEntryAsync(int index, CancellationToken cancellation)
    {
        var tar = await OpenTarAsync(cancellation);
        var entry = await tar.GetNextEntryAsync(copyData: false, cancellation);
        for (var at = 0; at < index; at++)
        {
            entry = await tar.GetNextEntryAsync(copyData: false, cancellation);
        }

        return new ArchiveStream(entry!.DataStream!, tar);
    }

    private async Task<ZipArchive> OpenZipAsync(CancellationToken cancellation)
    {
        var stream = await archive.OpenAsync(cancellation);
        if (!stream.CanSeek)
        {
            await stream.DisposeAsync();
            stream = new MemoryStream(await archive.ReadAsync(cancellation, LargestRemoteZip), writable: false);
        }

        return new ZipArchive(stream, ZipArchiveMode.Read);
    }

    private async Task<Stream> OpenZipEntryAsync(string entry, CancellationToken cancellation)
    {
        var zip = await OpenZipAsync(cancellation);
        return new ArchiveStream(await zip.GetEntry(entry)!.OpenAsync(cancellation), zip);
    }

    private string Tidy(string path)
    {
        var parts = path.Split('/').Where(part => part is not ("" or ".")).ToList();
        return parts.Contains("..") ? throw Strange(path, "a path that leads out of it") : string.Join('/', parts);
    }

    private TaskFailedException Strange(string entry, string what) => new($"{name} holds '{entry}', {what}; nothing was unpacked");
}
