using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Playbooks;

/// <summary>A task or handler with all keywords it has and has inherited. Keywords that may hold a template are templates; one without braces is a constant.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Action">What it does.</param>
public sealed record TaskDefinition(Place Place, TaskAction Action) : PlayItem(Place)
{
    /// <summary>Its name; null to show the action's.</summary>
    public ITemplate? Name { get; init; }

    /// <summary>Conditions, all of which must hold, the outermost block's first.</summary>
    public IReadOnlyList<ITemplate> When { get; init; } = [];

    /// <summary>What to loop over, evaluated to a list; null for no loop.</summary>
    public ITemplate? Loop { get; init; }

    /// <summary>How the loop's variables are called and shown.</summary>
    public LoopControl LoopControl { get; init; } = new();

    /// <summary>The variable that gets the answer; null for none.</summary>
    public string? Register { get; init; }

    /// <summary>Conditions over the answer, all of which must hold; tried again until they do. Empty for a single try.</summary>
    public IReadOnlyList<ITemplate> Until { get; init; } = [];

    /// <summary>How many tries after the first, where there is something to try <see cref="Until"/>; null for two.</summary>
    public ITemplate? Retries { get; init; }

    /// <summary>Seconds between tries; null for 5.</summary>
    public ITemplate? Delay { get; init; }

    /// <summary>Conditions that decide whether the task changed something, all of which must hold; null to believe the host.</summary>
    public IReadOnlyList<ITemplate>? ChangedWhen { get; init; }

    /// <summary>Conditions that decide whether the task failed, all of which must hold; null to believe the module.</summary>
    public IReadOnlyList<ITemplate>? FailedWhen { get; init; }

    /// <summary>Whether a failure is counted and passed over.</summary>
    public ITemplate? IgnoreErrors { get; init; }

    /// <summary>Whether a lost host stays in the play.</summary>
    public ITemplate? IgnoreUnreachable { get; init; }

    /// <summary>Names or topics of the handlers to run when something changed.</summary>
    public IReadOnlyList<ITemplate> Notify { get; init; } = [];

    /// <summary>Topics a handler answers to besides its name.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary>Its tags and those of all around it.</summary>
    public IReadOnlySet<string> Tags { get; init; } = new HashSet<string>();

    /// <summary>Whether to become another user; null for what the command line and the inventory say.</summary>
    public ITemplate? Become { get; init; }

    /// <summary>Whom to become; null for the inventory's or root.</summary>
    public ITemplate? BecomeUser { get; init; }

    /// <summary><c>sudo</c> or <c>su</c>; null for the inventory's or sudo.</summary>
    public ITemplate? BecomeMethod { get; init; }

    /// <summary>The user to log in as; null for the inventory's.</summary>
    public ITemplate? RemoteUser { get; init; }

    /// <summary><c>ssh</c> or <c>local</c>; null for the inventory's.</summary>
    public ITemplate? Connection { get; init; }

    /// <summary>The host that does the work instead; null for the host itself.</summary>
    public ITemplate? DelegateTo { get; init; }

    /// <summary>Whether facts belong to the host that did the work.</summary>
    public ITemplate? DelegateFacts { get; init; }

    /// <summary>Whether the first host does it for all.</summary>
    public ITemplate? RunOnce { get; init; }

    /// <summary>True to only look though the run changes hosts, false to change though the run only looks; null for the run's way.</summary>
    public ITemplate? CheckMode { get; init; }

    /// <summary>Whether diffs are made; null for what the command line says.</summary>
    public ITemplate? Diff { get; init; }

    /// <summary>Whether nothing of it may be shown.</summary>
    public ITemplate? NoLog { get; init; }

    /// <summary>Environment of its commands: maps, outermost first.</summary>
    public IReadOnlyList<ITemplate> Environment { get; init; } = [];

    /// <summary>Whether a failure here ends the play for all hosts.</summary>
    public ITemplate? AnyErrorsFatal { get; init; }

    /// <summary>The most hosts at a time; null for the run's forks.</summary>
    public ITemplate? Throttle { get; init; }

    /// <summary>Variables of the blocks around it and its own, outermost first.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Vars { get; init; } = [];

    /// <summary>Parameters of the includes and roles around it, outermost first; stronger than registered values.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> IncludeVars { get; init; } = [];

    /// <summary>The defaults of its role, which come before those of other roles.</summary>
    public IReadOnlyDictionary<string, object?> RoleDefaults { get; init; } = new Dictionary<string, object?>();

    /// <summary>The role's folder (<c>role_path</c>); null outside roles.</summary>
    public string? RolePath { get; init; }

    /// <summary>What is shown for it: its name or what it does, after its role.</summary>
    /// <param name="given">Its name; null or empty for none.</param>
    public string TitleFor(string? given)
    {
        var name = string.IsNullOrEmpty(given) ? null : given;
        return Action is TaskAction.IncludeTasks { Name: "include_role" } include ? name ?? $"include_role : {include.File.Text}"
            : RolePath is { } role ? $"{Path.GetFileName(role)} : {name ?? Action.Title}"
            : name ?? Action.Title;
    }
}
