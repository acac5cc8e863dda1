using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads what looks like a module but steers the run: imports, includes, <c>include_vars</c>, <c>meta</c>.</summary>
internal sealed class Statements(LoadServices services)
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Names = ["import_tasks", "include_tasks", "include", "import_role", "include_role", "include_vars", "meta", "import_playbook"];

    private static readonly Dictionary<string, MetaKind> Metas = new(StringComparer.Ordinal)
    {
        ["clear_facts"] = MetaKind.ClearFacts,
        ["end_batch"] = MetaKind.EndBatch,
        ["end_host"] = MetaKind.EndHost,
        ["end_play"] = MetaKind.EndPlay,
        ["flush_handlers"] = MetaKind.FlushHandlers,
        ["noop"] = MetaKind.Noop,
    };

    private static readonly string[] OfIncludes = ["ignore_errors", "listen", "loop", "loop_control", "name", "no_log", "register", "run_once", "tags", "vars", "when"];

    private readonly IncludedVariables _variables = new(services);
    private readonly RoleReader _roles = new(services);

    /// <summary>What a statement stands for: the imported tasks, or one task that acts while running.</summary>
    public IReadOnlyList<PlayItem> Read(YamlEntry entry, YamlEntry? args, TaskDefinition task, YamlMapping mapping, TaskContext context, TaskReader tasks)
    {
        switch (entry.Key)
        {
            case "meta":
                return [task with { Action = new TaskAction.Meta(Meta(entry)) }];
            case "include_vars":
                return [task with { Action = new TaskAction.RunModule(_variables.Read(entry, context), entry.Key) }];
            case "import_playbook":
                services.Problems.Error(entry.KeyPlace, "'import_playbook' stands beside plays, not among tasks", "to read tasks use 'import_tasks'");
                return [];
            case "include":
                services.Problems.Warn(entry.KeyPlace, "'include' is retired and read as 'include_tasks'", "write 'include_tasks', or 'import_tasks' to read the file before the run");
                break;
        }

        RefuseUseless(entry.Key, mapping);
        var parameters = Parameters.Read(entry, args, services);
        return parameters is null ? []
            : entry.Key is "import_role" or "include_role" ? ReadRole(entry, parameters, task, mapping, context, tasks)
            : entry.Key == "import_tasks" ? ImportTasks(entry, parameters, task, mapping, context, tasks)
            : IncludeTasks(parameters, task, context, tasks);
    }

    // As with Ansible: what an include cannot do itself is said to its tasks, below 'apply'.
    private void RefuseUseless(string statement, YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries.Where(entry => statement is "include_tasks" or "include_role" && TaskKeywords.OfTask.ContainsKey(entry.Key) && !OfIncludes.Contains(entry.Key) && !Loops.Names.Contains(entry.Key)))
        {
            services.Problems.Error(entry.KeyPlace, $"'{statement}' has no '{entry.Key}'", TaskKeywords.OfBlock.ContainsKey(entry.Key) ? "put it below 'apply:', or in the included tasks" : "put it in the included tasks");
        }
    }

    /// <summary>Reads the roles a play lists.</summary>
    public IReadOnlyList<PlayItem> ReadRoles(YamlEntry entry, TaskContext context, TaskReader tasks) => _roles.ReadList(entry, context, tasks);

    private MetaKind Meta(YamlEntry entry)
    {
        var word = entry.Value is YamlScalar scalar ? scalar.Text : "";
        if (Metas.TryGetValue(word, out var kind))
        {
            return kind;
        }

        var near = Suggestion.Nearest(word, Metas.Keys);
        services.Problems.Error(entry.Value.Place, $"'meta' cannot do '{word}'", near is null ? $"it can: {string.Join(", ", Metas.Keys)}" : $"did you mean '{near}'?");
        return MetaKind.Noop;
    }

    // An import's keywords belong to all its tasks, so they are inherited; 'loop' and the like make no sense before the run.
    private IReadOnlyList<PlayItem> ImportTasks(YamlEntry entry, Parameters parameters, TaskDefinition task, YamlMapping mapping, TaskContext context, TaskReader tasks)
    {
        var inherited = Inherit(entry.Key, mapping, context);
        if (parameters.File is not { } file)
        {
            return [];
        }

        var path = IncludePath.Find(services.Keywords.StaticText(entry with { Value = file }, file), context);
        if (path is null)
        {
            services.Problems.Error(file.Place, $"there is no file '{file.Text}'", IncludePath.Advice(file.Text, context));
            return [];
        }

        return tasks.ReadFile(path, file.Place, inherited);
    }

    private TaskContext Inherit(string statement, YamlMapping mapping, TaskContext context)
    {
        var inherited = context.Inherited;
        foreach (var entry in mapping.Entries.Where(entry => entry.Key is not ("name" or "args") && !Names.Contains(ModuleCatalog.Short(entry.Key))))
        {
            if (TaskKeywords.OfBlock.TryGetValue(entry.Key, out var read))
            {
                inherited = read(inherited, entry, services.Keywords);
            }
            else if (TaskKeywords.OfTask.ContainsKey(entry.Key))
            {
                services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' has no effect on '{statement}', which is read before the run", $"use '{statement.Replace("import", "include", StringComparison.Ordinal)}'");
            }
        }

        return context with { Inherited = inherited };
    }

    private TaskDefinition[] IncludeTasks(Parameters parameters, TaskDefinition task, TaskContext context, TaskReader tasks)
    {
        if (parameters.File is not { } file)
        {
            return [];
        }

        var outer = parameters.Apply(context, services);
        var name = services.Keywords.Text(new YamlEntry("file", file.Place, file));
        if (name is Constant)
        {
            CheckNow(file, outer, tasks);
        }

        return [task with { Action = new TaskAction.IncludeTasks("include_tasks", name, (chosen, asking) => Load(services.Fresh(), file, chosen, asking, outer), parameters.Others) }];
    }

    private void CheckNow(YamlScalar file, TaskContext context, TaskReader tasks)
    {
        if (IncludePath.Find(file.Text, context) is not { } path)
        {
            services.Problems.Error(file.Place, $"there is no file '{file.Text}'", IncludePath.Advice(file.Text, context));
        }
        else if (!context.Reading.Contains(Path.GetFullPath(path)))
        {
            tasks.ReadFile(path, file.Place, context);
        }
    }

    private static IncludedItems Load(LoadServices fresh, YamlScalar file, string chosen, TaskDefinition asking, TaskContext context)
    {
        var path = IncludePath.Find(chosen, context) ?? throw new DiagnosticException(new Diagnostic(file.Place, $"there is no file '{chosen}'", IncludePath.Advice(chosen, context)));
        var inherited = context.Inherited with { IncludeVars = [.. asking.IncludeVars, .. asking.Vars.Skip(context.Inherited.Vars.Count)] };
        var items = new TaskReader(fresh).ReadFile(path, file.Place, context with { Inherited = inherited, Reading = [], Roles = null });
        fresh.Problems.ThrowIfErrors();
        return new IncludedItems(path, items);
    }

    private IReadOnlyList<PlayItem> ReadRole(YamlEntry entry, Parameters parameters, TaskDefinition task, YamlMapping mapping, TaskContext context, TaskReader tasks)
    {
        if (parameters.Role is not { } role)
        {
            return [];
        }

        if (entry.Key == "import_role")
        {
            if (mapping.Find("vars") is { } vars)
            {
                RoleReader.Share(context, new Dictionary<string, object?>(), services.Keywords.Variables(vars));
            }

            return _roles.Read(services.Keywords.StaticText(entry with { Value = role }, role), role.Place, parameters.RoleFiles, Inherit(entry.Key, mapping, context), tasks);
        }

        var outer = parameters.Apply(context, services);
        var name = services.Keywords.Text(new YamlEntry("name", role.Place, role));
        if (name is Constant)
        {
            var later = new PlayRoles();
            _roles.Read(role.Text, role.Place, parameters.RoleFiles, outer with { Roles = later, SharesRoleVariables = false }, tasks);
            context.Roles?.LaterHandlers.AddRange([.. later.Handlers, .. later.LaterHandlers]);
        }

        return [task with { Action = new TaskAction.IncludeTasks("include_role", name, (chosen, asking) => LoadRole(services.Fresh(), role, parameters, chosen, asking, outer), parameters.Others) }];
    }

    private static IncludedItems LoadRole(LoadServices fresh, YamlScalar role, Parameters parameters, string chosen, TaskDefinition asking, TaskContext context)
    {
        var inherited = context.Inherited with { IncludeVars = [.. asking.IncludeVars, .. asking.Vars.Skip(context.Inherited.Vars.Count)] };
        var shared = new PlayRoles();
        var inside = context with { Inherited = inherited, Reading = [], Roles = shared, SharesRoleVariables = parameters.IsPublic };
        var items = new RoleReader(fresh).Read(chosen, role.Place, parameters.RoleFiles, inside, new TaskReader(fresh));
        fresh.Problems.ThrowIfErrors();
        return new IncludedItems(chosen, items) { Handlers = shared.Handlers, Defaults = shared.Defaults, Vars = shared.Vars };
    }
}
