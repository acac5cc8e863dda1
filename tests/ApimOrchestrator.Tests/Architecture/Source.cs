using System.Runtime.CompilerServices;

namespace ApimOrchestrator.Tests.Architecture;

/// <summary>The project's own files, for the tests that check its rules.</summary>
internal static class Source
{
    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All C# files of a project under <c>src</c>, generated ones left out.</summary>
    public static IEnumerable<string> FilesOf(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>All C# files under <c>src</c>.</summary>
    public static IEnumerable<string> Files => Projects.SelectMany(FilesOf);

    /// <summary>The names of the projects under <c>src</c>.</summary>
    public static IEnumerable<string> Projects => Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!).Order();

    /// <summary>A file's path as people read it.</summary>
    public static string Short(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "ApimOrchestrator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no solution above the tests");
        }

        return folder.FullName;
    }
}
