using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Yaml;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads lists of tasks and blocks. Keywords a block gives its tasks are put into the tasks.</summary>
internal sealed class TaskReader(LoadServices services)
{
    private static readonly string[] BlockWords = ["block", "rescue", "always", "name", "module_defaults"];

    private readonly ArgumentsReader _arguments = new(services);
    private readonly Statements _statements = new(services);

    /// <summary>The tasks of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">Who names it.</param>
    /// <param name="context">What surrounds its tasks.</param>
    public IReadOnlyList<PlayItem> ReadFile(string path, Place asked, TaskContext context)
    {
        try
        {
            services.CountFile(asked);
            var inside = context.Enter(path, asked);
            return services.Files.Read(path, asked) is { } source && YamlTree.Read(source, services.Problems) is { } root ? Read(root, inside) : [];
        }
        catch (DiagnosticException exception)
        {
            services.Problems.Add(exception);
            return [];
        }
    }

    /// <summary>A list of tasks.</summary>
    /// <param name="node">The list.</param>
    /// <param name="context">What surrounds it.</param>
    public IReadOnlyList<PlayItem> Read(YamlNode node, TaskContext context)
    {
        switch (node)
        {
            case YamlSequence list:
                return [.. list.Items.SelectMany(item => ReadItem(item, context))];
            case YamlScalar { IsNull: true }:
                return [];
            default:
                services.Problems.Error(node.Place, $"a list of tasks is expected, but this is {node.Kind}", "begin each task with '- '");
                return [];
        }
    }

    private IEnumerable<PlayItem> ReadItem(YamlNode node, TaskContext context)
    {
        switch (node)
        {
            case YamlMapping mapping when mapping.Find("block") is { } block:
                return [ReadBlock(mapping, block, context)];
            case YamlMapping mapping:
                return ReadTask(mapping, context);
            case YamlScalar { IsNull: true }:
                return [];
            default:
                services.Problems.Error(node.Place, $"a task is a mapping, but this is {node.Kind}", "write '- name: what it does' and the module below it");
                return [];
        }
    }

    private BlockDefinition ReadBlock(YamlMapping mapping, YamlEntry block, TaskContext context)
    {
        var inside = context with { ModuleDefaults = Defaults(mapping, context) };
        foreach (var entry in mapping.Entries.Where(entry => !BlockWords.Contains(entry.Key)))
        {
            if (TaskKeywords.OfBlock.TryGetValue(entry.Key, out var read))
            {
                inside = inside with { Inherited = read(inside.Inherited, entry, services.Keywords) };
            }
            else
            {
                services.Keywords.Unknown(entry, "a block", TaskKeywords.OfBlock.Keys.Concat(BlockWords));
            }
        }

        return new BlockDefinition(block.KeyPlace, Read(block.Value, inside))
        {
            Rescue = mapping.Find("rescue") is { } rescue ? Read(rescue.Value, inside) : [],
            Always = mapping.Find("always") is { } always ? Read(always.Value, inside) : [],
        };
    }

    private IEnumerable<PlayItem> ReadTask(YamlMapping mapping, TaskContext context)
    {
        var inside = context with { ModuleDefaults = Defaults(mapping, context) };
        var task = context.Inherited with { Place = mapping.Place };
        YamlEntry? action = null;
        if (mapping.Entries.Where(entry => entry.Key == "loop" || Loops.Names.Contains(entry.Key)).Skip(1).FirstOrDefault() is { } second)
        {
            services.Problems.Error(second.KeyPlace, "a task has one loop, and this is its second", "for a loop in a loop use include_tasks, or the filter 'product'");
        }

        foreach (var entry in mapping.Entries.Where(entry => entry.Key is not ("args" or "module_defaults")))
        {
            if (TaskKeywords.OfTask.TryGetValue(entry.Key, out var read))
            {
                task = read(task, entry, services.Keywords);
            }
            else if (!IsAction(entry, mapping))
            {
                Unknown(entry, mapping);
            }
            else if (action is null)
            {
                action = entry;
            }
            else
            {
                services.Problems.Error(entry.KeyPlace, $"a task does one thing, but here are '{action.Key}' and '{entry.Key}'", "make two tasks of it, or indent arguments below their module");
            }
        }

        if (action is null)
        {
            MissingAction(mapping);
            return [];
        }

        return Act(action, mapping.Find("args"), task, mapping, inside);
    }

    private bool IsAction(YamlEntry entry, YamlMapping mapping) =>
        entry.Key is "action" or "local_action" || Statements.Names.Contains(ModuleCatalog.Short(entry.Key)) || services.Modules.Find(entry.Key) is not null || (IsUnknownModule(entry) && !mapping.Entries.Any(other => services.Modules.Find(other.Key) is not null));

    // A dotted word can only be a module's name, and is reported as one.
    private static bool IsUnknownModule(YamlEntry entry) => entry.Key.Contains('.', StringComparison.Ordinal);

    private IEnumerable<PlayItem> Act(YamlEntry action, YamlEntry? args, TaskDefinition task, YamlMapping mapping, TaskContext context)
    {
        if (action.Key is "action" or "local_action")
        {
            if (ActionWords.Read(action, services.Problems) is not { } named)
            {
                return [];
            }

            task = action.Key == "local_action" ? task with { DelegateTo = new Constant(action.KeyPlace, "localhost", "localhost"), Connection = new Constant(action.KeyPlace, "local", "local") } : task;
            action = named;
        }

        if (Statements.Names.Contains(ModuleCatalog.Short(action.Key)))
        {
            return _statements.Read(action with { Key = ModuleCatalog.Short(action.Key) }, args, task, mapping, context, this);
        }

        if (services.Modules.Find(action.Key) is not { } module)
        {
            var near = services.Modules.Nearest(action.Key, Statements.Names);
            services.Problems.Error(action.KeyPlace, $"there is no module '{action.Key}'", near is null ? "'modules' lists the modules there are" : $"did you mean '{near}'?");
            return [];
        }

        return [task with { Action = new TaskAction.RunModule(Bind(module, action, args, context), action.Key) }];
    }

    private ModuleBinding Bind(ModuleContract module, YamlEntry action, YamlEntry? args, TaskContext context)
    {
        var arguments = _arguments.Read(module, action, args, context.ModuleDefaults.GetValueOrDefault(module.Name));
        _arguments.Check(module, arguments);
        return new ModuleBinding(module, arguments, context.Search, services.Templates, services.Files.Vault, services.Problems);
    }

    /// <summary>The module defaults that hold inside something that may set more of them.</summary>
    public IReadOnlyDictionary<string, WrittenArguments> Defaults(YamlMapping mapping, TaskContext context)
    {
        if (mapping.Find("module_defaults") is not { } entry)
        {
            return context.ModuleDefaults;
        }

        var all = new Dictionary<string, WrittenArguments>(context.ModuleDefaults, StringComparer.Ordinal);
        if (entry.Value is not YamlMapping defaults)
        {
            services.Keywords.Wrong(entry, "a mapping of modules to arguments");
            return all;
        }

        foreach (var given in defaults.Entries)
        {
            if (services.Modules.Find(given.Key) is { } module)
            {
                all[module.Name] = _arguments.Read(module, given, null, all.GetValueOrDefault(module.Name));
            }
            else
            {
                services.Problems.Error(given.KeyPlace, $"there is no module '{given.Key}'", services.Modules.Nearest(given.Key, []) is { } near ? $"did you mean '{near}'?" : "groups of modules are not supported");
            }
        }

        return all;
    }

    private void Unknown(YamlEntry entry, YamlMapping mapping)
    {
        if (BlockWords.Take(3).Contains(entry.Key))
        {
            services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' stands beside a 'block', but here is none", "put the tasks it saves below 'block:'");
            return;
        }

        if (mapping.Entries.Select(other => services.Modules.Find(other.Key)).FirstOrDefault(module => module?.Arguments.Any(argument => argument.Name == entry.Key) == true) is { } owner)
        {
            services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' is an argument of '{owner.Name}', but stands beside it", $"indent it below '{owner.Name}:'");
            return;
        }

        if (entry.Key.StartsWith("with_", StringComparison.Ordinal))
        {
            services.Problems.Error(entry.KeyPlace, $"the loop '{entry.Key}' is not supported", $"use 'loop', or one of: {string.Join(", ", Loops.Names)}");
            return;
        }

        var near = services.Modules.Nearest(entry.Key, TaskKeywords.OfTask.Keys.Concat(TaskKeywords.Others).Concat(Statements.Names));
        services.Problems.Error(entry.KeyPlace, $"'{entry.Key}' is neither a keyword of a task nor a module", near is null ? "'modules' lists the modules there are" : $"did you mean '{near}'?");
    }

    // Where an unknown word was reported, that is the module that is missing.
    private void MissingAction(YamlMapping mapping)
    {
        if (mapping.Entries.All(entry => TaskKeywords.OfTask.ContainsKey(entry.Key) || TaskKeywords.Others.Contains(entry.Key)))
        {
            services.Problems.Error(mapping.Place, "this task has no module", "say what it does, for example 'command: …' or 'copy:' with its arguments below");
        }
    }
}
