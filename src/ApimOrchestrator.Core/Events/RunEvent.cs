using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Core.Events;

/// <summary>Something that happened in a run. A closed set of records; every report is a fold over their stream.</summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>When it happened; set by the stream.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The event's name in the journal, in snake case.</summary>
    public abstract string Name { get; }

    /// <summary>The first event of a run.</summary>
    /// <param name="Version">The program's version.</param>
    /// <param name="Run">The run's name, sortable by time, unique on this control machine.</param>
    /// <param name="Check">Whether hosts are only looked at.</param>
    /// <param name="Playbooks">The playbooks' files.</param>
    public sealed record RunStarted(string Version, string Run, bool Check, IReadOnlyList<string> Playbooks) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "run_started";
    }

    /// <summary>A play begins, or its next batch of hosts (<c>serial</c>).</summary>
    /// <param name="Play">Its name.</param>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Hosts">The hosts, in order.</param>
    public sealed record PlayStarted(string Play, Place Place, IReadOnlyList<string> Hosts) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "play_started";

        /// <summary>Whether hosts do not wait for one another, so that tasks of several are under way at once.</summary>
        public bool IsFree { get; init; }
    }

    /// <summary>A task begins on its hosts.</summary>
    /// <param name="Task">Its name, or the module's.</param>
    /// <param name="Place">Where it stands.</param>
    /// <param name="IsHandler">Whether it runs as a handler.</param>
    public sealed record TaskStarted(string Task, Place Place, bool IsHandler) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "task_started";
    }

    /// <summary>Hosts go on with the tasks of a file chosen while running.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Hosts">The hosts.</param>
    /// <param name="Item">The label of the including loop's item; empty without a loop.</param>
    public sealed record Included(string File, IReadOnlyList<string> Hosts, string Item) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "included";
    }

    /// <summary>A play ends before its last task, because of a failure that is fatal or too many of them.</summary>
    public sealed record NoHostsLeft : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "no_hosts_left";
    }

    /// <summary>A task waits for something on a host.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="What">What is waited for, with what was last seen.</param>
    public sealed record Waiting(string Host, string What) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "waiting";
    }

    /// <summary>A try of a task failed and will be repeated.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="Task">The task's name.</param>
    /// <param name="RetriesLeft">How many tries are left.</param>
    public sealed record Retrying(string Host, string Task, int RetriesLeft) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "retrying";
    }

    /// <summary>One item of a task's loop is done on a host.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="Item">The item's label.</param>
    /// <param name="Result">How it ended.</param>
    public sealed record ItemFinished(string Host, string Item, TaskReport Result) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "item_finished";
    }

    /// <summary>A task is done on a host.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="Result">How it ended; a loop's effects are all its items' effects.</param>
    public sealed record TaskFinished(string Host, TaskReport Result) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "task_finished";
    }

    /// <summary>People should know something though nothing failed.</summary>
    /// <param name="Message">What.</param>
    /// <param name="Host">On which host; null for the run as a whole.</param>
    public sealed record Warned(string Message, string? Host) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "warning";
    }

    /// <summary>The last event of a run.</summary>
    /// <param name="Recap">The sums per host, by name.</param>
    /// <param name="ExitCode">The run's exit code.</param>
    public sealed record RunFinished(IReadOnlyList<HostRecap> Recap, int ExitCode) : RunEvent
    {
        /// <inheritdoc/>
        public override string Name => "run_finished";
    }
}
