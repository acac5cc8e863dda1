namespace ApimOrchestrator.Ansible.Tests.Playbooks;

/// <summary>What stands in a folder, as lines: kind, permissions, path, and the text of files.</summary>
public static class FolderState
{
    /// <summary>The lines, by path.</summary>
    /// <param name="folder">The folder.</param>
    public static IEnumerable<string> Of(string folder) =>
        from entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        orderby entry.FullName
        select $"{Kind(entry)} {Path.GetRelativePath(folder, entry.FullName)}{Text(entry)}";

    private static string Kind(FileSystemInfo entry) =>
        entry.LinkTarget is { } target ? $"link to {target}" : $"{(entry is DirectoryInfo ? "folder" : "file")} {Convert.ToString((int)entry.UnixFileMode, 8)}";

    private static string Text(FileSystemInfo entry) =>
        entry is FileInfo { LinkTarget: null } file ? $":\n{File.ReadAllText(file.FullName)}" : "";
}
