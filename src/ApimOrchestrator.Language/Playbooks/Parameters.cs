using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>What an import or include says below its name.</summary>
internal sealed record Parameters
{
    /// <summary>What an include or import of tasks may hold.</summary>
    public static readonly string[] OfTasks = ["file", "apply"];

    /// <summary>What an include or import of a role may hold.</summary>
    public static readonly string[] OfRole = ["name", "tasks_from", "handlers_from", "vars_from", "defaults_from", "apply", "public", "allow_duplicates", "role"];

    /// <summary>The file of tasks.</summary>
    public YamlScalar? File { get; init; }

    /// <summary>The role's name.</summary>
    public YamlScalar? Role { get; init; }

    /// <summary>Which of the role's files are read.</summary>
    public RoleFiles RoleFiles { get; init; } = new();

    /// <summary>Whether the role's variables hold in the rest of the play.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Keywords for the included tasks.</summary>
    public YamlMapping? Applied { get; init; }

    /// <summary>All that is said, but for the file of tasks.</summary>
    public ITemplate Others { get; private init; } = new Constant(Place.Of("playbook"), "", new Dictionary<string, object?>());

    /// <summary>Reads them; null where something is wrong (which is reported).</summary>
    public static Parameters? Read(YamlEntry entry, YamlEntry? args, LoadServices services)
    {
        var isRole = entry.Key is "import_role" or "include_role";
        var known = isRole ? OfRole : OfTasks;
        var read = new Parameters();
        var before = services.Problems.All.Count;
        var all = Given(entry, isRole, services.Problems).Concat((args?.Value as YamlMapping)?.Entries ?? []).ToList();
        read = read with { Others = services.Keywords.Value(entry with { Value = new YamlMapping(entry.Value.Place, [.. all.Where(given => given.Key != "file")]) }) };
        foreach (var given in all)
        {
            if (!known.Contains(given.Key))
            {
                services.Keywords.Unknown(given, $"'{entry.Key}'", known);
            }
            else if (given.Key == "apply")
            {
                read = read with { Applied = given.Value as YamlMapping };
            }
            else if (given.Value is YamlScalar { IsNull: false } scalar)
            {
                read = read.With(given.Key, scalar);
            }
            else
            {
                services.Keywords.Wrong(given, "a text");
            }
        }

        if (services.Problems.All.Count == before && (isRole ? read.Role : read.File) is null)
        {
            services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' names no {(isRole ? "role" : "file")}", isRole ? "write 'name: ROLE' below it" : "write the file's name after it");
        }

        return (isRole ? read.Role : read.File) is null ? null : read;
    }

    /// <summary>The context of the included tasks: the keywords below <c>apply</c> are put into them.</summary>
    public TaskContext Apply(TaskContext context, LoadServices services)
    {
        var inherited = context.Inherited;
        foreach (var entry in Applied?.Entries ?? [])
        {
            if (TaskKeywords.OfBlock.TryGetValue(entry.Key, out var read))
            {
                inherited = read(inherited, entry, services.Keywords);
            }
            else
            {
                services.Keywords.Unknown(entry, "'apply'", TaskKeywords.OfBlock.Keys);
            }
        }

        return context with { Inherited = inherited };
    }

    private static IEnumerable<YamlEntry> Given(YamlEntry entry, bool isRole, Problems problems)
    {
        switch (entry.Value)
        {
            case YamlMapping mapping:
                return mapping.Entries;
            case YamlScalar { IsNull: true }:
                return [];
            case YamlScalar scalar:
                var form = FreeForm.Read(scalar.Text, name => OfRole.Contains(name) || OfTasks.Contains(name));
                var named = form.Arguments.Select(argument => new YamlEntry(argument.Name, scalar.Place, Scalar(argument.Value, scalar.TextPlace)));
                return form.Text.Length == 0 ? named : named.Prepend(new YamlEntry(isRole ? "name" : "file", scalar.Place, Scalar(form.Text, scalar.TextPlace)));
            default:
                problems.Error(entry.Value.Place, $"'{entry.Key}' needs a name, but this is {entry.Value.Kind}");
                return [];
        }
    }

    private static YamlScalar Scalar(string text, Place place) => new(place, text, false, null, text, place);

    private Parameters With(string key, YamlScalar scalar) => key switch
    {
        "file" => this with { File = scalar },
        "name" or "role" => this with { Role = scalar },
        "tasks_from" => this with { RoleFiles = RoleFiles with { Tasks = scalar.Text } },
        "handlers_from" => this with { RoleFiles = RoleFiles with { Handlers = scalar.Text } },
        "vars_from" => this with { RoleFiles = RoleFiles with { Vars = scalar.Text } },
        "public" => this with { IsPublic = PlainValues.Boolean(scalar.Value) ?? false },
        "defaults_from" => this with { RoleFiles = RoleFiles with { Defaults = scalar.Text } },
        _ => this,
    };
}
