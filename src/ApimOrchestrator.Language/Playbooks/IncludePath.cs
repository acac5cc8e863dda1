namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Where a file of tasks is looked for: beside the file that names it, in the role's <c>tasks</c>, beside the playbook.</summary>
internal static class IncludePath
{
    /// <summary>The file's path, or null where there is none.</summary>
    public static string? Find(string name, TaskContext context) => Candidates(name, context).FirstOrDefault(File.Exists);

    /// <summary>Where was looked, for people.</summary>
    public static string Advice(string name, TaskContext context) => $"looked for {string.Join(", ", Candidates(name, context).Select(Sources.SourceFiles.NameOf))}";

    private static IEnumerable<string> Candidates(string name, TaskContext context)
    {
        var folders = new List<string> { context.Folder };
        if (context.Inherited.RolePath is { } role)
        {
            folders.Add(Path.Combine(role, context.IsHandlers ? "handlers" : "tasks"));
        }

        folders.Add(context.PlayFolder);
        return folders.Select(folder => Path.GetFullPath(Path.Combine(folder, name))).Distinct();
    }
}
