using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>
/// Where lookups and includes find files, as in Ansible: the folders of the variable <c>ansible_search_path</c> (else <c>role_path</c> and <c>playbook_dir</c>),
/// each first with its <c>files</c> or <c>templates</c> folder, then the base folder, then the folder of the template that asks.
/// </summary>
internal sealed class SearchPath(Frame frame, Place from)
{
    /// <summary>The first file of that name, or null.</summary>
    public string? Find(string name, string kind) => Candidates(name, kind).FirstOrDefault(File.Exists);

    public IEnumerable<string> Candidates(string name, string kind)
    {
        name = Expanded(name);
        return Path.IsPathRooted(name) ? [name] : Folders(kind).Select(f => Path.Combine(f, name));
    }

    public IEnumerable<string> Folders(string kind)
    {
        foreach (var folder in Bases().Distinct(StringComparer.Ordinal))
        {
            yield return Path.Combine(folder, kind);
            yield return folder;
        }

        var own = from.Line > 0 ? Path.GetDirectoryName(from.File) : null;
        if (!string.IsNullOrEmpty(own))
        {
            yield return own;
        }
    }

    /// <summary>Where a file stands that may have to be made: beside the playbook.</summary>
    public string Own(string name) => Expanded(name) is var expanded && Path.IsPathRooted(expanded) ? expanded : Path.Combine(Variable("playbook_dir") as string ?? frame.Engine.Options.BaseFolder, expanded);

    public string Describe(string kind) => $"searched: {string.Join(", ", Folders(kind))}";

    private IEnumerable<string> Bases()
    {
        if (Variable("ansible_search_path") is IReadOnlyList<object?> folders)
        {
            foreach (var folder in folders.OfType<string>())
            {
                yield return folder;
            }
        }
        else
        {
            foreach (var name in (string[])["role_path", "playbook_dir"])
            {
                if (Variable(name) is string folder)
                {
                    yield return folder;
                }
            }
        }

        yield return frame.Engine.Options.BaseFolder;
    }

    private object? Variable(string name) => frame.Scope.TryGet(name, out var value) ? value : null;

    /// <summary>A path with the home folder in place of <c>~</c>.</summary>
    public static string Expanded(string name) =>
        name == "~" || name.StartsWith("~/", StringComparison.Ordinal) ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + name[1..] : name;
}
