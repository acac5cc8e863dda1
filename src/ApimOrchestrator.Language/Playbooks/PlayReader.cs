using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads a play: its keywords first, then its tasks, which inherit them.</summary>
internal sealed class PlayReader(LoadServices services)
{
    private readonly TaskReader _tasks = new(services);
    private readonly Statements _statements = new(services);

    /// <summary>Reads one.</summary>
    /// <param name="mapping">The play.</param>
    /// <param name="file">The playbook it stands in.</param>
    /// <param name="imported">What the imports around it say for all tasks.</param>
    public Play Read(YamlMapping mapping, string file, TaskDefinition imported)
    {
        var play = new Play(mapping.Place, file, new Constant(mapping.Place, "all", "all"));
        var inherited = imported;
        foreach (var entry in mapping.Entries)
        {
            var isPlays = PlayKeywords.All.TryGetValue(entry.Key, out var ofPlay);
            var isTasks = TaskKeywords.OfPlay.TryGetValue(entry.Key, out var ofTasks);
            play = isPlays ? ofPlay!(play, entry, services.Keywords) : play;
            inherited = isTasks ? ofTasks!(inherited, entry, services.Keywords) : inherited;
            if (!isPlays && !isTasks && !PlayKeywords.Others.Contains(entry.Key))
            {
                if (services.Modules.Find(entry.Key) is not null)
                {
                    services.Problems.Error(entry.KeyPlace, $"a play has no '{entry.Key}': that is a module", "put it in a task below the play's 'tasks:'");
                    continue;
                }

                services.Keywords.Unknown(entry, "a play", PlayKeywords.All.Keys.Concat(TaskKeywords.OfPlay.Keys).Concat(PlayKeywords.Others));
            }
        }

        if (mapping.Find("hosts") is null)
        {
            services.Problems.Error(mapping.Place, "this play names no hosts", "write 'hosts: PATTERN', for example 'hosts: all'");
        }

        return ReadSections(play with { VarsFiles = ReadVarsFiles(mapping, play, file) }, mapping, inherited);
    }

    private Play ReadSections(Play play, YamlMapping mapping, TaskDefinition inherited)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(play.File))!;
        var shared = new PlayRoles();
        var context = new TaskContext { Inherited = inherited, PlayFolder = folder, Folder = folder, Roles = shared };
        context = context with { ModuleDefaults = _tasks.Defaults(mapping, context) };
        var read = (string section, TaskContext inside) => mapping.Find(section) is { } entry ? _tasks.Read(entry.Value, inside) : [];
        var before = read("pre_tasks", context);
        var roles = mapping.Find("roles") is { } listed ? _statements.ReadRoles(listed, context, _tasks) : [];
        var tasks = read("tasks", context);
        var after = read("post_tasks", context);
        var handlers = read("handlers", context with { IsHandlers = true });
        play = play with
        {
            PreTasks = before,
            Tasks = [.. roles, .. tasks],
            PostTasks = after,
            Handlers = [.. shared.Handlers, .. handlers],
            RoleDefaults = [.. shared.Defaults.Where(defaults => defaults.Count > 0).Distinct()],
            RoleVars = [.. shared.Vars.Where(vars => vars.Count > 0)],
            GatherFacts = GatherFacts(mapping, context),
        };
        Notifications.Check(play with { Handlers = [.. play.Handlers, .. shared.LaterHandlers] }, services.Problems);
        return play;
    }

    private TaskDefinition? GatherFacts(YamlMapping mapping, TaskContext context)
    {
        if ((mapping.Find("gather_facts") is { } entry && !services.Keywords.StaticBoolean(entry)) || services.Modules.Find("setup") is null)
        {
            return null;
        }

        var place = mapping.Place;
        var nothing = new YamlScalar(place, "", true, null, null, place);
        var gathering = new YamlMapping(place, [new YamlEntry("name", place, new YamlScalar(place, "Gathering Facts", false, null, "Gathering Facts", place)), new YamlEntry("setup", place, nothing)]);
        var items = _tasks.Read(new YamlSequence(place, [gathering]), context);
        return items is [TaskDefinition task] ? task with { Tags = new HashSet<string>([.. task.Tags, "always"]) } : null;
    }

    // Each item is a file, or a list of which the first that exists is read.
    private List<IReadOnlyDictionary<string, object?>> ReadVarsFiles(YamlMapping mapping, Play play, string file)
    {
        if (mapping.Find("vars_files") is not { } entry || entry.Value is YamlScalar { IsNull: true })
        {
            return [];
        }

        var items = entry.Value is YamlSequence list ? list.Items : [entry.Value];
        var read = new List<IReadOnlyDictionary<string, object?>>();
        foreach (var item in items)
        {
            var names = (item is YamlSequence alternatives ? alternatives.Items : [item]).OfType<YamlScalar>().ToList();
            var paths = names.Select(name => NameOf(name, play)).OfType<string>().Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name)).ToList();
            if (paths.Find(File.Exists) is { } path)
            {
                read.Add(services.Variables.Read(path, item.Place));
            }
            else if (paths.Count == names.Count)
            {
                services.Problems.Error(item.Place, names.Count == 1 ? $"there is no file '{names[0].Text}'" : "none of these files exists", paths.Count == 0 ? "'vars_files' is a list of file names" : $"looked for {string.Join(", ", paths.Select(Sources.SourceFiles.NameOf))}");
            }
        }

        return read;
    }

    private string? NameOf(YamlScalar name, Play play)
    {
        try
        {
            return services.Values.Variable(name) is ITemplate template
                ? Templates.ValueText.Of(template.Evaluate(new Scope([services.ExtraVars, play.Vars])))
                : name.Text;
        }
        catch (DiagnosticException exception)
        {
            services.Problems.Add(exception.Diagnostics[0] with { Help = "'vars_files' is read before the run, so only the play's 'vars' and --extra-vars can stand in it" });
            return null;
        }
    }
}
