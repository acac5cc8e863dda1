using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads roles: their tasks become tasks of the play, their handlers its handlers, their variables hold in their tasks.</summary>
internal sealed class RoleReader(LoadServices services)
{
    /// <summary>Words that are keywords to Ansible here, so that they cannot be parameters.</summary>
    private static readonly string[] NotForRoles = ["collections", "debugger", "module_defaults", "port", "timeout"];

    private static readonly Dictionary<string, object?> Nothing = [];
    private static readonly string[] Extensions = ["", ".yml", ".yaml", ".json"];

    /// <summary>Reads the roles a play lists; a role listed again with the same parameters is read once.</summary>
    public IReadOnlyList<PlayItem> ReadList(YamlEntry entry, TaskContext context, TaskReader tasks)
    {
        if (entry.Value is not YamlSequence list)
        {
            if (entry.Value is not YamlScalar { IsNull: true })
            {
                services.Keywords.Wrong(entry, "a list of roles");
            }

            return [];
        }

        return [.. list.Items.SelectMany(item => ReadListed(item, context, tasks))];
    }

    /// <summary>Reads one role, those it depends on first.</summary>
    public IReadOnlyList<PlayItem> Read(string name, Place asked, RoleFiles files, TaskContext context, TaskReader tasks, IReadOnlyDictionary<string, object?>? given = null)
    {
        if (Find(name, context) is not { } path)
        {
            services.Problems.Error(asked, $"there is no role '{name}'", Advice(name, context));
            return [];
        }

        if (context.Reading.Contains(path))
        {
            services.Problems.Error(asked, $"the role '{name}' depends on itself");
            return [];
        }

        RefuseArgumentSpecs(path);
        var defaults = services.Variables.Named(Path.Combine(path, "defaults"), files.Defaults);
        var vars = services.Variables.Named(Path.Combine(path, "vars"), files.Vars);
        Share(context, defaults, vars);
        var inside = context with { Reading = [.. context.Reading, path], Inherited = context.Inherited with { RolePath = path, RoleDefaults = defaults, Vars = [.. new[] { given ?? Nothing, vars }.Where(map => map.Count > 0), .. context.Inherited.Vars] } };
        var items = new List<PlayItem>(ReadDependencies(path, context with { Reading = inside.Reading }, tasks));
        items.AddRange(ReadPart(path, "tasks", files.Tasks, asked, inside, tasks));
        context.Roles?.Handlers.AddRange(ReadPart(path, "handlers", files.Handlers, asked, inside with { IsHandlers = true }, tasks));
        return items;
    }

    private static string? FileOf(string folder, string name) =>
        Extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates(string name, TaskContext context)
    {
        IEnumerable<string> beside = context.Inherited.RolePath is { } role ? [Path.GetDirectoryName(role)!] : [];
        return beside.Concat([Path.Combine(context.PlayFolder, "roles"), context.PlayFolder]).Select(folder => Path.GetFullPath(Path.Combine(folder, name))).Distinct();
    }

    private static string? Find(string name, TaskContext context) => name.Length == 0 ? null : Candidates(name, context).FirstOrDefault(Directory.Exists);

    private static string Advice(string name, TaskContext context)
    {
        var folder = Path.Combine(context.PlayFolder, "roles");
        var near = Directory.Exists(folder) ? Suggestion.Nearest(name, Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!)) : null;
        return near is null ? $"looked for {string.Join(", ", Candidates(name, context).Select(Sources.SourceFiles.NameOf))}" : $"did you mean '{near}'?";
    }

    private IReadOnlyList<PlayItem> ReadPart(string role, string part, string name, Place asked, TaskContext context, TaskReader tasks)
    {
        var folder = Path.Combine(role, part);
        if (FileOf(folder, name) is { } file)
        {
            return tasks.ReadFile(file, asked, context);
        }

        if (name != "main")
        {
            services.Problems.Error(asked, $"the role '{Path.GetFileName(role)}' has no '{part}/{name}.yml'");
        }

        return [];
    }

    /// <summary>What a role is given in the play's list or by an import counts as its own variables, and these hold in the whole play.</summary>
    public static void Share(TaskContext context, IReadOnlyDictionary<string, object?> defaults, IReadOnlyDictionary<string, object?> vars)
    {
        if (context is { Roles: { } roles, SharesRoleVariables: true })
        {
            roles.Defaults.Add(defaults);
            roles.Vars.Add(vars);
        }
    }

    private void RefuseArgumentSpecs(string path)
    {
        var file = FileOf(Path.Combine(path, "meta"), "argument_specs");
        if ((file is null ? Meta(path)?.Find("argument_specs")?.KeyPlace : Place.Of(Sources.SourceFiles.NameOf(file))) is { } place)
        {
            services.Problems.Error(place, "the arguments of roles are not checked here", "check them with 'assert' and take the specification out");
        }
    }

    private YamlMapping? Meta(string path) =>
        FileOf(Path.Combine(path, "meta"), "main") is { } file && services.Files.Read(file) is { } source ? YamlTree.Read(source, services.Problems) as YamlMapping : null;

    private IEnumerable<PlayItem> ReadDependencies(string path, TaskContext context, TaskReader tasks) =>
        Meta(path)?.Find("dependencies") is { } dependencies ? ReadList(dependencies, context, tasks) : [];

    private IReadOnlyList<PlayItem> ReadListed(YamlNode item, TaskContext context, TaskReader tasks)
    {
        var mapping = item as YamlMapping;
        var named = mapping is null ? new YamlEntry("role", item.Place, item) : mapping.Find("role") ?? mapping.Find("name");
        if (named?.Value is not YamlScalar { IsNull: false } scalar)
        {
            services.Problems.Error(item.Place, "a role is its name, or a mapping with 'role: NAME' in it");
            return [];
        }

        var name = services.Keywords.StaticText(named, scalar);
        var isNew = context.Roles?.Listed.Add(name + (mapping is null ? "" : Signature(mapping))) ?? true;
        var given = mapping?.Find("vars") is { } vars ? services.Keywords.Variables(vars) : Nothing;
        Share(context, Nothing, given);
        return isNew || MayRepeat(name, context) ? Read(name, scalar.Place, new RoleFiles(), mapping is null ? context : WithKeywords(mapping, context), tasks, given) : [];
    }

    private bool MayRepeat(string name, TaskContext context) =>
        Find(name, context) is { } path && Meta(path)?.Find("allow_duplicates") is { } entry && services.Keywords.StaticBoolean(entry);

    private static string Signature(YamlMapping mapping) => string.Concat(
        from entry in mapping.Entries
        where entry.Key is not ("role" or "name")
        select $"\n{entry.Key}={(entry.Value is YamlScalar scalar ? scalar.Text : entry.Value.Place)}");

    // What is no keyword is a parameter of the role.
    private TaskContext WithKeywords(YamlMapping mapping, TaskContext context)
    {
        var inherited = context.Inherited;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries.Where(entry => entry.Key is not ("role" or "name" or "vars")))
        {
            if (TaskKeywords.OfBlock.TryGetValue(entry.Key, out var read))
            {
                inherited = read(inherited, entry, services.Keywords);
            }
            else if (NotForRoles.Contains(entry.Key))
            {
                services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' is a keyword of Ansible that is not supported on a role", "to give the role a variable of this name put it below 'vars'");
            }
            else
            {
                parameters[entry.Key] = services.Values.Variable(entry.Value);
            }
        }

        return context with { Inherited = parameters.Count == 0 ? inherited : inherited with { IncludeVars = [.. inherited.IncludeVars, parameters] } };
    }
}
