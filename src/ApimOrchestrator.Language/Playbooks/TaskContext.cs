using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Modules;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>What surrounds a list of tasks.</summary>
internal sealed record TaskContext
{
    private const int MaxNesting = 50;

    /// <summary>The keywords inherited from play, blocks and imports, on a task that does nothing.</summary>
    public TaskDefinition Inherited { get; init; } = new(Place.Of("playbook"), new TaskAction.Meta(MetaKind.Noop));

    /// <summary>The folder of the play's playbook.</summary>
    public required string PlayFolder { get; init; }

    /// <summary>The folder of the file the tasks stand in.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the tasks are handlers.</summary>
    public bool IsHandlers { get; init; }

    /// <summary><c>module_defaults</c> by the module's name, outer ones overridden.</summary>
    public IReadOnlyDictionary<string, WrittenArguments> ModuleDefaults { get; init; } = new Dictionary<string, WrittenArguments>();

    /// <summary>The files being read, outermost first, to notice those that include themselves.</summary>
    public IReadOnlyList<string> Reading { get; init; } = [];

    /// <summary>Gets what roles bring to the play; null where nothing can be added any more, because the play runs.</summary>
    public PlayRoles? Roles { get; init; }

    /// <summary>Whether the variables of roles read here hold in the whole play.</summary>
    public bool SharesRoleVariables { get; init; } = true;

    /// <summary>The folders a file of these tasks is looked for in.</summary>
    public FileSearch Search => new([.. new[] { Inherited.RolePath, Path.GetFileName(Folder) == "tasks" ? Path.GetDirectoryName(Folder) : Folder, Folder, PlayFolder }.OfType<string>().Distinct()]);

    /// <summary>The context of another file's tasks.</summary>
    /// <exception cref="DiagnosticException">The file is already being read, or too many are.</exception>
    public TaskContext Enter(string path, Place asked)
    {
        var full = Path.GetFullPath(path);
        if (Reading.Contains(full) || Reading.Count >= MaxNesting)
        {
            throw new DiagnosticException(new Diagnostic(asked, $"'{Path.GetFileName(path)}' imports itself: {string.Join(" → ", Reading.Append(full).Select(Path.GetFileName))}"));
        }

        return this with { Folder = Path.GetDirectoryName(full)!, Reading = [.. Reading, full] };
    }
}
