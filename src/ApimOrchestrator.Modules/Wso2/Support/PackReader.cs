using System.IO.Compression;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Reads a product's zip: what stands below its one top folder, as the states paths are to have.</summary>
internal static class PackReader
{
    private const int TypeMask = 0xF000;
    private const int LinkType = 0xA000;

    /// <summary>The wished tree below a home.</summary>
    /// <param name="name">The archive's name, for people.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="home">Where it goes.</param>
    /// <param name="owner">User and group of everything.</param>
    /// <param name="only">The paths, relative to the home, that are wanted; none for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TaskFailedException">It is no zip, or has not one top folder.</exception>
    public static async Task<IReadOnlyDictionary<HostPath, PathState>> ReadAsync(
        string name, Content archive, HostPath home, (string User, string Group) owner, IReadOnlyList<string> only, CancellationToken cancellation)
    {
        try
        {
            await using var zip = new ZipArchive(await archive.OpenAsync(cancellation), ZipArchiveMode.Read);
            var top = TopFolder(name, zip);
            var states = new Dictionary<HostPath, PathState> { [home] = new PathState.Folder(0x1ED, owner.User, owner.Group) };
            foreach (var entry in zip.Entries.Where(entry => entry.FullName.Length > top.Length))
            {
                var relative = entry.FullName[top.Length..].TrimEnd('/');
                if (only.Count > 0 && !PathPatterns.Cover(only, relative))
                {
                    continue;
                }

                var path = home.Combine(relative);
                if (!path.IsWithin(home))
                {
                    throw new TaskFailedException($"{name} holds '{entry.FullName}', which lies outside of its folder");
                }

                AddParents(states, path, home, owner);
                states[path] = await StateOfAsync(archive, entry, owner, cancellation);
            }

            return states;
        }
        catch (InvalidDataException problem)
        {
            throw new TaskFailedException($"{name} cannot be read as a zip archive: {problem.Message}");
        }
    }

    private static string TopFolder(string name, ZipArchive zip)
    {
        var tops = zip.Entries.Select(entry => entry.FullName[..(entry.FullName.IndexOf('/') + 1)]).Distinct().Take(2).ToList();
        return tops is [{ Length: > 1 } top] ? top : throw new TaskFailedException($"{name} is no pack: everything in it must lie in one folder such as wso2am-3.2.0/");
    }

    private static void AddParents(Dictionary<HostPath, PathState> states, HostPath path, HostPath home, (string User, string Group) owner)
    {
        for (var parent = path.Parent; parent != home && parent != HostPath.Root; parent = parent.Parent)
        {
            states.TryAdd(parent, new PathState.Folder(0x1ED, owner.User, owner.Group));
        }
    }

    // The upper half of the attributes holds the Unix mode where the zip was made on Unix (APPNOTE.TXT 4.4.15).
    private static async Task<PathState> StateOfAsync(Content archive, ZipArchiveEntry entry, (string User, string Group) owner, CancellationToken cancellation)
    {
        var unix = (entry.ExternalAttributes >> 16) & 0xFFFF;
        var mode = unix & 0xFFF;
        if (entry.FullName.EndsWith('/'))
        {
            return new PathState.Folder(mode == 0 ? 0x1ED : mode, owner.User, owner.Group);
        }

        if ((unix & TypeMask) == LinkType)
        {
            using var reader = new StreamReader(await entry.OpenAsync(cancellation), Encoding.UTF8);
            return new PathState.Link(await reader.ReadToEndAsync(cancellation), owner.User, owner.Group);
        }

        var usual = entry.FullName.EndsWith(".sh", StringComparison.Ordinal) ? 0x1ED : 0x1A4;
        return new PathState.File(await PackContent.ReadAsync(archive, entry, cancellation), mode == 0 ? usual : mode, owner.User, owner.Group);
    }
}
