using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Running;

/// <summary>A batch of a play's hosts on its way through the play.</summary>
/// <param name="context">The run.</param>
/// <param name="play">The play.</param>
/// <param name="all">The play's hosts that had not failed before.</param>
/// <param name="chosen">The names of all the play's hosts.</param>
/// <param name="batch">The hosts of this batch.</param>
/// <param name="prompted">Answers to the play's prompts.</param>
internal sealed class PlayState(RunContext context, Play play, IReadOnlyList<HostRun> all, IReadOnlyList<string> chosen, IReadOnlyList<HostRun> batch, IReadOnlyDictionary<string, object?> prompted)
{
    /// <summary>The run.</summary>
    public RunContext Context { get; } = context;

    /// <summary>The play.</summary>
    public Play Play { get; private set; } = play;

    /// <summary>The play's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>The hosts of this batch.</summary>
    public IReadOnlyList<HostRun> Batch { get; } = batch;

    /// <summary>Whether the play ends here for the hosts of this batch.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether no further batch begins.</summary>
    public bool IsLastBatch { get; set; }

    /// <summary>Whether it ends because of a failure, which also ends the run.</summary>
    public bool HasFailedFatally { get; set; }

    /// <summary>Takes into the play what an include brings to all of it; what is there already is not taken twice.</summary>
    /// <param name="included">The include.</param>
    public void Add(IncludedItems included) => Play = Play with
    {
        Handlers = [.. Play.Handlers, .. included.Handlers.Where(handler => !Play.Handlers.Any(known => known.Place == handler.Place))],
        RoleDefaults = [.. Play.RoleDefaults, .. included.Defaults],
        RoleVars = [.. Play.RoleVars, .. included.Vars],
    };

    /// <summary>The variables of a task on a host.</summary>
    /// <param name="host">The host's inventory name.</param>
    /// <param name="task">The task, or null.</param>
    /// <param name="local">Variables only this task sees.</param>
    public IScope ScopeFor(string host, TaskDefinition? task, IReadOnlyDictionary<string, object?>? local = null) =>
        Context.Variables.ScopeFor(new ScopeRequest(Context.Memory, Play, host)
        {
            Task = task,
            Local = local ?? new Dictionary<string, object?>(),
            Prompted = prompted,
            PlayName = Title,
            PlayHosts = [.. all.Where(run => run.IsActive).Select(run => run.Name)],
            AllPlayHosts = chosen,
            Batch = [.. Batch.Where(run => run.IsActive).Select(run => run.Name)],
        });
}
