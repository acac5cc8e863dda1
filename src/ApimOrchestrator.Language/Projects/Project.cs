using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Inventories;
using ApimOrchestrator.Language.Modules;
using ApimOrchestrator.Language.Playbooks;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Projects;

/// <summary>
/// The user's files of one run: inventories, variables, playbooks. Reading collects problems instead of throwing, so that all of them are told at once:
/// read everything, then call <see cref="ThrowIfErrors"/>.
/// </summary>
public sealed class Project
{
    private readonly LoadServices _services;
    private InventoryLayers? _layers;

    /// <summary>A project of which nothing but the extra variables has been read.</summary>
    /// <param name="options">What reading needs besides the files.</param>
    public Project(ProjectOptions options)
    {
        var vault = new VaultReader(options.VaultSecrets);
        var engine = new TemplateEngine(new TemplateOptions
        {
            Pipe = options.Pipe,
            SourceLine = place => Problems.IsSecret(place.File) ? "" : Problems.LineAt(place),
            ReadFile = path => ReadText(path, vault),
        });
        ExtraVars = new ExtraVariables(new SourceFiles(Problems, vault), new ValueReader(engine, vault, Problems), Problems).Read(options.ExtraVars);
        _services = new LoadServices(Problems, vault, engine, new ModuleCatalog(options.Modules), ExtraVars);
    }

    /// <summary>Everything found wrong or odd so far.</summary>
    public Problems Problems { get; } = new();

    /// <summary>The command line's variables; templates not evaluated.</summary>
    public IReadOnlyDictionary<string, object?> ExtraVars { get; }

    /// <summary>Lays the run's variables over one another, once the inventory has been read.</summary>
    /// <exception cref="InvalidOperationException">No inventory has been read.</exception>
    public IVariableSource Variables => new VariableSource(Layers, Problems);

    private static SourceText ReadText(string path, VaultReader vault)
    {
        var problems = new Problems();
        var source = new SourceFiles(problems, vault).Read(path);
        problems.ThrowIfErrors();
        return source!;
    }

    private InventoryLayers Layers => _layers ?? throw new InvalidOperationException("read an inventory first");

    /// <summary>Reads the inventories; later ones win.</summary>
    /// <param name="sources">Each a file, a folder, or a list of hosts with a comma, as <c>-i</c> gives them.</param>
    /// <returns>What could be read.</returns>
    public Inventory LoadInventory(IReadOnlyList<string> sources)
    {
        _layers = new InventoryLoader(_services.Files, _services.Values, Problems).Load(sources);
        return _layers.Inventory;
    }

    /// <summary>Reads a playbook with all it imports, and the folders of variables beside them.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What could be read.</returns>
    public Playbook LoadPlaybook(string path)
    {
        var playbook = new PlaybookReader(_services).Read(path);
        foreach (var folder in playbook.Plays.Select(MagicVariables.FolderOf).Distinct())
        {
            _layers?.Prepare(folder);
        }

        return playbook;
    }

    /// <summary>A host's variables of the inventory and of the folders beside it and beside a playbook; templates not evaluated.</summary>
    /// <param name="host">The host.</param>
    /// <param name="playbookFolder">The playbook's folder.</param>
    /// <exception cref="InvalidOperationException">No inventory has been read.</exception>
    public IReadOnlyDictionary<string, object?> InventoryVariables(HostEntry host, string playbookFolder) => Layers.VariablesOf(host, playbookFolder);

    /// <summary>The names of the hosts a <c>--limit</c> leaves.</summary>
    /// <param name="limit">The pattern, or <c>@file</c>.</param>
    /// <exception cref="DiagnosticException">The pattern is wrong, or leaves no host.</exception>
    /// <exception cref="InvalidOperationException">No inventory has been read.</exception>
    public IReadOnlySet<string> Limit(string limit)
    {
        try
        {
            var hosts = HostPatterns.Limit(Layers.Inventory, limit, part => Problems.Warn(Place.Of("--limit"), $"no host or group matches '{part}'"));
            return hosts.Count > 0
                ? hosts.Select(host => host.Name).ToHashSet()
                : throw new DiagnosticException(new Diagnostic(Place.Of("--limit"), $"'{limit}' leaves no host", "'inventory --graph' shows the hosts and groups there are"));
        }
        catch (FormatException exception)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("--limit"), exception.Message));
        }
    }

    /// <summary>Ends the reading where anything is wrong.</summary>
    /// <exception cref="DiagnosticException">Carries everything found.</exception>
    public void ThrowIfErrors() => Problems.ThrowIfErrors();
}
