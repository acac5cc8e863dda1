namespace ApimOrchestrator.Language.Modules;

/// <summary>Where a task's files are looked for: the role's folder, the folder of the file the task stands in, the playbook's folder; in each first in <c>files/</c> or <c>templates/</c>, then in it.</summary>
/// <param name="Roots">The folders in order.</param>
internal sealed record FileSearch(IReadOnlyList<string> Roots)
{
    /// <summary>The path of a file or folder.</summary>
    /// <exception cref="FormatException">There is none; names where was looked.</exception>
    public string Find(string name, string kind)
    {
        var candidates = Candidates(name, kind).Distinct().ToList();
        return candidates.Find(path => File.Exists(path) || Directory.Exists(path))
            ?? throw new FormatException($"there is no '{name}' in the project; looked for {string.Join(", ", candidates.Select(Sources.SourceFiles.NameOf))}");
    }

    /// <summary>Where a path leads that need not exist: relative ones begin at the playbook's folder.</summary>
    public string Place(string name) => Path.GetFullPath(Path.Combine(Roots[^1], Expanded(name)));

    private static string Expanded(string name) =>
        name.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), name[2..]) : name;

    private IEnumerable<string> Candidates(string name, string kind)
    {
        name = Expanded(name);
        return Path.IsPathRooted(name) ? [name] : Roots.SelectMany(root => (string[])[Path.Combine(root, kind, name), Path.Combine(root, name)]);
    }
}
