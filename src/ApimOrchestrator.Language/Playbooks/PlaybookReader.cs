using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads a playbook and all playbooks it imports.</summary>
internal sealed class PlaybookReader(LoadServices services)
{
    private static readonly string[] OfImport = ["import_playbook", "name"];

    private readonly PlayReader _plays = new(services);

    /// <summary>Reads one; what is wrong goes to the problems.</summary>
    public Playbook Read(string path)
    {
        var context = new TaskContext { PlayFolder = "", Folder = "" };
        return new Playbook(Sources.SourceFiles.NameOf(path), ReadFile(path, null, context));
    }

    private List<Play> ReadFile(string path, Place? asked, TaskContext context)
    {
        if (services.Files.Read(path, asked) is not { } source || YamlTree.Read(source, services.Problems) is not { } root)
        {
            return [];
        }

        if (root is not YamlSequence list)
        {
            services.Problems.Error(root.Place, $"a playbook is a list of plays, but this is {root.Kind}", root is YamlMapping ? "begin each play with '- '" : "begin with '- hosts: all'");
            return [];
        }

        var inside = context.Enter(path, asked ?? root.Place);
        return [.. list.Items.SelectMany(item => ReadItem(item, source.Name, inside))];
    }

    private List<Play> ReadItem(YamlNode item, string file, TaskContext context)
    {
        if (item is not YamlMapping mapping)
        {
            services.Problems.Error(item.Place, $"a play is a mapping, but this is {item.Kind}", "write '- hosts: all' and what is done below it");
            return [];
        }

        var import = mapping.Entries.FirstOrDefault(entry => ModuleCatalog.Short(entry.Key) == "import_playbook");
        return import is null ? [_plays.Read(mapping, file, context.Inherited)] : Import(import, mapping, context);
    }

    private List<Play> Import(YamlEntry import, YamlMapping mapping, TaskContext context)
    {
        var inherited = context.Inherited;
        foreach (var entry in mapping.Entries.Where(entry => entry != import && !OfImport.Contains(entry.Key)))
        {
            if (entry.Key is "when" or "tags" or "vars")
            {
                inherited = TaskKeywords.OfBlock[entry.Key](inherited, entry, services.Keywords);
            }
            else
            {
                services.Keywords.Unknown(entry, "'import_playbook'", ["name", "when", "tags", "vars"]);
            }
        }

        if (import.Value is not YamlScalar { IsNull: false } scalar)
        {
            services.Keywords.Wrong(import, "the name of a playbook");
            return [];
        }

        var path = Path.Combine(context.Folder, services.Keywords.StaticText(import, scalar));
        if (!File.Exists(path))
        {
            services.Problems.Error(scalar.Place, $"there is no playbook '{scalar.Text}'", $"looked for {Sources.SourceFiles.NameOf(path)}");
            return [];
        }

        return Enter(path, scalar.Place, context with { Inherited = inherited });
    }

    private List<Play> Enter(string path, Place asked, TaskContext context)
    {
        try
        {
            services.CountFile(asked);
            return ReadFile(path, asked, context);
        }
        catch (DiagnosticException exception)
        {
            services.Problems.Add(exception);
            return [];
        }
    }
}
