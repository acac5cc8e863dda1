using System.IO.Compression;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>The stand-in of the pack of API-M Analytics, zipped from <c>tests/hosts/analytics</c> with the stores that API Manager's pack ships: both packs ship the same.</summary>
public static class AnalyticsPack
{
    private const string Name = "wso2am-analytics-3.2.0";
    private const int RegularFile = 0x8000;

    /// <summary>Writes the zip into a folder and answers its path.</summary>
    public static async Task<string> ZipAsync(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Name + ".zip");
        var source = Path.Combine(LabImages.Root, "tests", "hosts", "analytics");
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, cancellation);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            await AddAsync(zip, Path.GetRelativePath(source, file), await File.ReadAllBytesAsync(file, cancellation), File.GetUnixFileMode(file), cancellation);
        }

        await using var server = await ZipFile.OpenReadAsync(LabImages.PackPath, cancellation);
        foreach (var store in server.Entries.Where(entry => entry.FullName.Contains("/resources/security/", StringComparison.Ordinal) && entry.Name.EndsWith(".jks", StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            await using var opened = await store.OpenAsync(cancellation);
            await opened.CopyToAsync(content, cancellation);
            await AddAsync(zip, "resources/security/" + store.Name, content.ToArray(), UnixFileMode.UserRead | UnixFileMode.UserWrite, cancellation);
        }

        return path;
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, UnixFileMode mode, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry($"{Name}/{name}");
        entry.ExternalAttributes = (RegularFile | (int)mode) << 16;
        await using var stream = await entry.OpenAsync(cancellation);
        await stream.WriteAsync(content, cancellation);
    }
}
