namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>Where the user's SSH files are.</summary>
internal static class SshPaths
{
    /// <summary>The user's home folder.</summary>
    public static string Home => Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The folder <c>~/.ssh</c>.</summary>
    public static string Folder => Path.Combine(Home, ".ssh");

    /// <summary>A path with <c>~</c> and <c>%d</c> filled in.</summary>
    /// <param name="path">The path as written.</param>
    public static string Expand(string path) =>
        (path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Home + path[1..] : path).Replace("%d", Home, StringComparison.Ordinal);
}
