using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Variables;

/// <summary>Reads files of variables: <c>group_vars</c> and <c>host_vars</c> folders, <c>vars_files</c>, a role's <c>defaults</c> and <c>vars</c>.</summary>
internal sealed class VariableFiles(SourceFiles files, ValueReader values, Problems problems)
{
    private static readonly string[] Extensions = ["", ".yml", ".yaml", ".json"];
    private static readonly Dictionary<string, object?> None = [];

    private readonly Dictionary<string, IReadOnlyDictionary<string, object?>> _read = new(StringComparer.Ordinal);

    /// <summary>The variables of a name (a group's, a host's, <c>main</c>) in a folder: of the file <c>NAME</c>, <c>NAME.yml</c>, <c>.yaml</c> or <c>.json</c>, or of all files in the folder <c>NAME</c>.</summary>
    public IReadOnlyDictionary<string, object?> Named(string folder, string name)
    {
        var found = Extensions.Select(extension => Path.Combine(folder, name + extension)).Where(path => File.Exists(path) || Directory.Exists(path)).ToList();
        if (found.Count > 1)
        {
            problems.Warn(Place.Of(SourceFiles.NameOf(found[1])), $"this is not read, because '{SourceFiles.NameOf(found[0])}' comes first", "keep one of the two");
        }

        return found.Count == 0 ? None
            : Directory.Exists(found[0]) ? Merged(FilesBelow(found[0]))
            : Read(found[0], null);
    }

    /// <summary>The variables of one file; none where it is empty or wrong.</summary>
    public IReadOnlyDictionary<string, object?> Read(string path, Place? asked)
    {
        var full = Path.GetFullPath(path);
        if (!_read.TryGetValue(full, out var known))
        {
            _read[full] = known = ReadNow(path, asked);
        }

        return known;
    }

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFileSystemEntries(folder)
            .Where(path => Path.GetFileName(path) is var name && name[0] != '.' && name[^1] != '~')
            .OrderBy(path => path, StringComparer.Ordinal)
            .SelectMany(path => Directory.Exists(path) ? FilesBelow(path) : Extensions.Contains(Path.GetExtension(path)) ? [path] : []);

    private Dictionary<string, object?> Merged(IEnumerable<string> paths)
    {
        var merged = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in paths.SelectMany(path => Read(path, null)))
        {
            merged[name] = value;
        }

        return merged;
    }

    private Dictionary<string, object?> ReadNow(string path, Place? asked)
    {
        if (files.Read(path, asked) is not { } source || YamlTree.Read(source, problems) is not { } root)
        {
            return None;
        }

        switch (root)
        {
            case YamlMapping mapping:
                return values.Variables(mapping);
            case YamlScalar { IsNull: true }:
                return None;
            default:
                problems.Error(root.Place, $"a file of variables is a mapping of names to values, but this is {root.Kind}", "write 'name: value', one a line");
                return None;
        }
    }
}
