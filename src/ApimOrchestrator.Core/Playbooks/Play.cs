using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A play: some hosts and what is done to them. Keywords that tasks inherit are already in the tasks.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="File">The playbook file it stands in; its folder is <c>playbook_dir</c>.</param>
/// <param name="Hosts">The host pattern.</param>
public sealed record Play(Place Place, string File, ITemplate Hosts)
{
    /// <summary>Its name; null to show the host pattern.</summary>
    public ITemplate? Name { get; init; }

    /// <summary>Variables of the play.</summary>
    public IReadOnlyDictionary<string, object?> Vars { get; init; } = new Dictionary<string, object?>();

    /// <summary>Variables of its <c>vars_files</c>, one map a file, later ones win.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> VarsFiles { get; init; } = [];

    /// <summary>Variables people are asked for.</summary>
    public IReadOnlyList<VarsPrompt> VarsPrompt { get; init; } = [];

    /// <summary>Defaults of the play's roles: the weakest variables there are.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> RoleDefaults { get; init; } = [];

    /// <summary>Variables of the play's roles.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> RoleVars { get; init; } = [];

    /// <summary>The task that gathers facts before all others; null where the play gathers none.</summary>
    public TaskDefinition? GatherFacts { get; init; }

    /// <summary>How many hosts at a time: numbers or percentages (<c>1</c>, <c>50%</c>), the last one repeated; empty for all at once.</summary>
    public IReadOnlyList<ITemplate> Serial { get; init; } = [];

    /// <summary>The share of failed hosts in a batch above which the play ends; null for no limit.</summary>
    public double? MaxFailPercentage { get; init; }

    /// <summary>Whether one failed host ends the play for all.</summary>
    public bool AnyErrorsFatal { get; init; }

    /// <summary>Whether each host goes its own pace (<c>strategy: free</c>).</summary>
    public bool IsFree { get; init; }

    /// <summary>The order of hosts: <c>inventory sorted reverse_sorted reverse_inventory shuffle</c>.</summary>
    public string Order { get; init; } = "inventory";

    /// <summary>Whether notified handlers run though a host failed.</summary>
    public bool ForceHandlers { get; init; }

    /// <summary>The play's own tags, for listings; tasks have them already.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What runs before the roles.</summary>
    public IReadOnlyList<PlayItem> PreTasks { get; init; } = [];

    /// <summary>What runs, roles first.</summary>
    public IReadOnlyList<PlayItem> Tasks { get; init; } = [];

    /// <summary>What runs last.</summary>
    public IReadOnlyList<PlayItem> PostTasks { get; init; } = [];

    /// <summary>What runs when notified, in this order, at most once a flush.</summary>
    public IReadOnlyList<PlayItem> Handlers { get; init; } = [];
}
