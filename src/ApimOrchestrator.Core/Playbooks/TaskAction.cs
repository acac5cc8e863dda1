using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>What a task does. A closed set.</summary>
public abstract record TaskAction
{
    private TaskAction()
    {
    }

    /// <summary>The word shown for it: the module's name or the statement's.</summary>
    public abstract string Name { get; }

    /// <summary>What a task without a name is called: the word as the playbook writes it.</summary>
    public virtual string Title => Name;

    /// <summary>Runs a module on the host.</summary>
    /// <param name="Binding">Makes the module from the task's variables.</param>
    /// <param name="Written">The module's name as the playbook writes it.</param>
    public sealed record RunModule(IModuleBinding Binding, string Written) : TaskAction
    {
        /// <inheritdoc/>
        public override string Name => Binding.ModuleName;

        /// <inheritdoc/>
        public override string Title => Written;
    }

    /// <summary>Goes on with the tasks of another file, chosen while running (<c>include_tasks</c>, <c>include_role</c>).</summary>
    /// <param name="Name">The statement's word.</param>
    /// <param name="File">The file's (or role's) name.</param>
    /// <param name="Load">Reads the tasks of that name as they run under this task; throws <see cref="Text.DiagnosticException"/>.</param>
    /// <param name="Arguments">What else stands below its name, a map (<c>include_args</c> of what is registered).</param>
    public sealed record IncludeTasks(string Name, ITemplate File, Func<string, TaskDefinition, IncludedItems> Load, ITemplate Arguments) : TaskAction
    {
        /// <inheritdoc/>
        public override string Name { get; } = Name;
    }

    /// <summary>Steers the run itself (<c>meta</c>).</summary>
    /// <param name="Kind">What is done.</param>
    public sealed record Meta(MetaKind Kind) : TaskAction
    {
        /// <inheritdoc/>
        public override string Name => "meta";
    }
}
