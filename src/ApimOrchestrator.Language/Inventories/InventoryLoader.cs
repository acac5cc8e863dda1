using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>Reads what <c>-i</c> names: files in YAML or INI, folders of them, lists of hosts with a comma.</summary>
internal sealed partial class InventoryLoader(SourceFiles files, ValueReader values, Problems problems)
{
    private static readonly string[] SkippedInFolders = [".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".ini", ".cfg", ".retry"];
    private static readonly string[] VariableFolders = ["group_vars", "host_vars", "vars_plugins"];

    private readonly InventoryBuilder _builder = new(problems);
    private readonly List<string> _folders = [];
    private string? _firstFile;

    /// <summary>Reads all sources, in order; later ones win.</summary>
    /// <param name="sources">As given on the command line.</param>
    public InventoryLayers Load(IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            LoadSource(source);
        }

        _builder.Finish();
        return new InventoryLayers(_builder, new VariableFiles(files, values, problems), _folders, _firstFile);
    }

    private void LoadSource(string source)
    {
        if (source.Contains(',', StringComparison.Ordinal))
        {
            foreach (var host in source.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (host.Contains('[', StringComparison.Ordinal) && !host.StartsWith('['))
                {
                    problems.Error(Place.Of("--inventory"), $"'{host}': a list of hosts takes no ranges", "name each host, or write the range in a file");
                    continue;
                }

                _builder.AddHosts(_builder.Group("ungrouped"), host, Place.Of("--inventory"), null);
            }
        }
        else if (Directory.Exists(source))
        {
            Remember(source);
            LoadFolder(source);
        }
        else if (File.Exists(source))
        {
            Remember(Path.GetDirectoryName(Path.GetFullPath(source))!);
            LoadFile(source);
        }
        else
        {
            problems.Error(Place.Of("--inventory"), $"there is no inventory '{source}'", "give a file, a folder, or a list of hosts that ends with a comma, such as 'host1,'");
        }
    }

    private void Remember(string folder)
    {
        if (!_folders.Contains(folder))
        {
            _folders.Add(folder);
        }
    }

    private void LoadFolder(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).OrderBy(path => path, StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name[0] == '.' || VariableFolders.Contains(name) || SkippedInFolders.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
            {
                continue;
            }

            if (Directory.Exists(path))
            {
                LoadFolder(path);
            }
            else
            {
                LoadFile(path);
            }
        }
    }

    private void LoadFile(string path)
    {
        _firstFile ??= Path.GetFullPath(path);
        if (files.Read(path) is not { } source)
        {
            return;
        }

        if (source.Text.StartsWith("#!", StringComparison.Ordinal))
        {
            problems.Error(source.At(1, 1), "inventory scripts are not supported", "write the hosts out as YAML or INI");
        }
        else if (!IsYaml(path, source.Text))
        {
            new IniInventoryReader(_builder, values, problems, source).Read();
        }
        else if (YamlTree.Read(source, problems) is { } root)
        {
            new YamlInventoryReader(_builder, values, problems, source.Name).Read(root);
        }
    }

    private static bool IsYaml(string path, string text) =>
        Path.GetExtension(path) is ".yml" or ".yaml" or ".json" || (Path.GetExtension(path).Length == 0 && YamlStart().IsMatch(text));

    // A file without an extension is YAML where its first line that says something is a key, a document start or a brace.
    [GeneratedRegex(@"\A(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:---|\{|[\w.-]+:[ \t]*(?:#[^\n]*)?(?:\r?\n|\z))", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex YamlStart();
}
