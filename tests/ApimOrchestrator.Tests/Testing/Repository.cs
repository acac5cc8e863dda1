namespace ApimOrchestrator.Tests.Testing;

/// <summary>Where the project's files are, seen from a running test.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ApimOrchestrator.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("ApimOrchestrator.sln is in no folder above the tests");
    }
}
