using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Inventories;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Variables;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Projects;

/// <summary>
/// The user's files of one run: inventories, variables, playbooks. Reading collects problems instead of throwing, so that all of them are told at once:
/// read everything, then call <see cref="ThrowIfErrors"/>.
/// </summary>
public sealed class Project
{
    private readonly ValueReader _values;
    private readonly SourceFiles _files;
    private InventoryLayers? _layers;

    /// <summary>A project of which nothing has been read.</summary>
    /// <param name="options">What reading needs besides the files.</param>
    public Project(ProjectOptions options)
    {
        var vault = new VaultReader(options.VaultSecrets);
        _files = new SourceFiles(Problems, vault);
        _values = new ValueReader(options.Templates.Text, vault, Problems);
    }

    /// <summary>Everything found wrong or odd so far.</summary>
    public Problems Problems { get; } = new();

    /// <summary>Reads the inventories; later ones win.</summary>
    /// <param name="sources">Each a file, a folder, or a list of hosts with a comma, as <c>-i</c> gives them.</param>
    /// <returns>What could be read.</returns>
    public Inventory LoadInventory(IReadOnlyList<string> sources)
    {
        _layers = new InventoryLoader(_files, _values, Problems).Load(sources);
        return _layers.Inventory;
    }

    /// <summary>A host's variables of the inventory and of the folders beside it and beside a playbook; templates not evaluated.</summary>
    /// <param name="host">The host.</param>
    /// <param name="playbookFolder">The playbook's folder.</param>
    /// <exception cref="InvalidOperationException">No inventory has been read.</exception>
    public IReadOnlyDictionary<string, object?> InventoryVariables(HostEntry host, string playbookFolder) =>
        (_layers ?? throw new InvalidOperationException("read an inventory first")).VariablesOf(host, playbookFolder);

    /// <summary>Ends the reading where anything is wrong.</summary>
    /// <exception cref="DiagnosticException">Carries everything found.</exception>
    public void ThrowIfErrors() => Problems.ThrowIfErrors();
}
