using System.CommandLine;
using ApimOrchestrator.Cli.Commands;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Projects;
using ApimOrchestrator.Modules;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>The user's files as a command line names them, read and checked as a whole before anything else happens.</summary>
internal sealed class ProjectFiles
{
    private ProjectFiles(Project project, Inventory inventory, IReadOnlyList<Playbook> playbooks, IReadOnlySet<string>? limit) =>
        (Project, Inventory, Playbooks, Limit) = (project, inventory, playbooks, limit);

    /// <summary>The files' reader: variables, warnings.</summary>
    public Project Project { get; }

    /// <summary>The hosts.</summary>
    public Inventory Inventory { get; }

    /// <summary>The playbooks.</summary>
    public IReadOnlyList<Playbook> Playbooks { get; }

    /// <summary>The hosts <c>--limit</c> leaves; null for all.</summary>
    public IReadOnlySet<string>? Limit { get; }

    /// <summary>Reads what a command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="playbooks">The playbooks' files; may be empty.</param>
    /// <exception cref="DiagnosticException">Something is wrong with the files: everything that was found.</exception>
    public static ProjectFiles Read(ParseResult parsed, IReadOnlyList<string> playbooks)
    {
        var project = new Project(new ProjectOptions
        {
            Modules = ModuleCatalog.All,
            VaultSecrets = VaultPasswords.Given(parsed),
            ExtraVars = parsed.GetValue(CommonOptions.ExtraVars)!,
        });
        var inventory = project.LoadInventory(Inventories(parsed));
        var read = playbooks.Select(project.LoadPlaybook).ToList();
        project.ThrowIfErrors();
        var limit = parsed.GetValue(CommonOptions.Limit) is { } pattern ? project.Limit(pattern) : null;
        return new ProjectFiles(project, inventory, read, limit);
    }

    /// <summary>The tags a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    public static TagFilter Tags(ParseResult parsed) => new(Split(parsed.GetValue(CommonOptions.Tags)!), Split(parsed.GetValue(CommonOptions.SkipTags)!));

    private static string[] Inventories(ParseResult parsed)
    {
        var given = parsed.GetValue(CommonOptions.Inventory)!;
        return given.Length > 0 ? given : Environment.GetEnvironmentVariable("ANSIBLE_INVENTORY") is { Length: > 0 } usual ? usual.Split(',') : [];
    }

    private static string[] Split(string[] words) =>
        [.. words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
