using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Walks hosts through lists of tasks and blocks in step: every host finishes a task before any begins the next.</summary>
/// <param name="play">The play.</param>
/// <param name="start">Where the run begins, shared by all plays.</param>
internal sealed class ItemsRunner(PlayState play, StartPoint start)
{
    private readonly TaskRunner _tasks = new(play);
    private readonly Conditions _conditions = new(play.Context.Variables);

    private RunContext Context => play.Context;

    /// <summary>Runs items on those of the hosts that are still active.</summary>
    /// <param name="items">Tasks and blocks.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="canBeRescued">Whether a rescue waits for a failure.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task RunAsync(IReadOnlyList<PlayItem> items, IReadOnlyList<HostRun> hosts, bool canBeRescued, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            var active = hosts.Where(host => host.IsActive).ToList();
            if (active.Count == 0 || play.HasEnded)
            {
                return;
            }

            cancellation.ThrowIfCancellationRequested();
            await (item switch
            {
                BlockDefinition block => RunBlockAsync(block, active, canBeRescued, cancellation),
                TaskDefinition task when Context.Options.Tags.Selects(task.Tags) && start.IsReached(task) => RunTaskAsync(task, active, canBeRescued, isHandler: false, cancellation),
                _ => Task.CompletedTask,
            });
        }
    }

    /// <summary>Runs the handlers that have been notified on hosts, in the order of their definition, and forgets the notifications.</summary>
    /// <param name="hosts">The hosts; only active ones take part, failed ones too where handlers are forced.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task FlushHandlersAsync(IReadOnlyList<HostRun> hosts, CancellationToken cancellation)
    {
        var forced = play.Play.ForceHandlers || Context.Options.ForceHandlers;
        foreach (var handler in Flatten(play.Play.Handlers))
        {
            var notified = hosts.Where(host => (host.IsActive || (forced && host is { IsLost: false, HasEnded: false })) && IsNotified(host, handler)).ToList();
            if (notified.Count == 0)
            {
                continue;
            }

            foreach (var host in notified)
            {
                host.Notified.Remove(NameOf(host, handler));
            }

            var failed = notified.Where(host => host.HasFailed).ToList();
            failed.ForEach(host => host.HasFailed = false);
            await RunTaskAsync(handler, notified, canBeRescued: false, isHandler: true, cancellation);
            failed.ForEach(host => host.HasFailed = true);
        }

        foreach (var host in hosts.Where(host => host.IsActive))
        {
            host.Notified.Clear();
        }
    }

    private static IEnumerable<TaskDefinition> Flatten(IEnumerable<PlayItem> items) =>
        items.SelectMany(item => item is BlockDefinition block ? Flatten(block.Items) : [(TaskDefinition)item]);

    private bool IsNotified(HostRun host, TaskDefinition handler) =>
        host.Notified.Contains(NameOf(host, handler)) || handler.Listen.Any(host.Notified.Contains);

    private string NameOf(HostRun host, TaskDefinition handler) => TaskRunner.NameOf(handler, play.ScopeFor(host.Name, handler));

    private async Task RunBlockAsync(BlockDefinition block, List<HostRun> hosts, bool canBeRescued, CancellationToken cancellation)
    {
        await RunAsync(block.Items, hosts, canBeRescued || block.Rescue.Count > 0, cancellation);
        var failed = hosts.Where(host => host.HasFailed).ToList();
        if (block.Rescue.Count > 0 && failed.Count > 0)
        {
            foreach (var host in failed)
            {
                host.HasFailed = false;
                RememberFailure(host);
            }

            await RunAsync(block.Rescue, failed, canBeRescued, cancellation);
        }

        if (block.Always.Count > 0)
        {
            var stillFailed = hosts.Where(host => host.HasFailed).ToList();
            stillFailed.ForEach(host => host.HasFailed = false);
            await RunAsync(block.Always, hosts, canBeRescued, cancellation);
            stillFailed.ForEach(host => host.HasFailed = true);
        }
    }

    private void RememberFailure(HostRun host)
    {
        if (host.LastFailure is var (report, result))
        {
            var memory = Context.Memory.Of(host.Name).Assigned;
            memory["ansible_failed_result"] = result;
            memory["ansible_failed_task"] = new Dictionary<string, object?> { ["name"] = report.Task, ["action"] = report.Module };
        }
    }

    private async Task RunTaskAsync(TaskDefinition task, List<HostRun> hosts, bool canBeRescued, bool isHandler, CancellationToken cancellation)
    {
        if (task.Action is TaskAction.Meta meta)
        {
            await RunMetaAsync(meta.Kind, task, hosts, cancellation);
            return;
        }

        Announce(task, hosts[0], isHandler);
        switch (task.Action)
        {
            case TaskAction.IncludeTasks include:
                await new IncludeRunner(play, this).RunAsync(task, include, hosts, canBeRescued, cancellation);
                return;
            case TaskAction.IncludeVars include:
                new IncludeRunner(play, this).ReadVars(task, include, hosts);
                return;
        }

        if (task.Action is TaskAction.RunModule { Binding.RunsOnce: true } || _conditions.IsTrue(task.RunOnce, play.ScopeFor(hosts[0].Name, task)))
        {
            await RunOnceAsync(task, hosts, canBeRescued, cancellation);
        }
        else
        {
            await RunOnAllAsync(task, hosts, canBeRescued, cancellation);
        }

        var broken = hosts.Where(host => host.HasFailed || host.IsLost).ToList();
        if (broken.Count > 0 && !canBeRescued && (play.Play.AnyErrorsFatal || _conditions.IsTrue(task.AnyErrorsFatal, play.ScopeFor(hosts[0].Name, task))))
        {
            play.HasEnded = play.HasFailedFatally = true;
        }
    }

    private async Task RunOnAllAsync(TaskDefinition task, List<HostRun> hosts, bool canBeRescued, CancellationToken cancellation)
    {
        var most = Context.Options.Forks;
        if (task.Throttle?.Evaluate(play.ScopeFor(hosts[0].Name, task)) is { } throttle && Modules.ArgumentTypes.Integer.Read(throttle, null!) is > 0 and var limit)
        {
            most = Math.Min(most, limit);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = most, CancellationToken = cancellation };
        await Parallel.ForEachAsync(hosts, parallel, async (host, token) => await _tasks.RunAsync(host, task, canBeRescued, token));
    }

    private async Task RunOnceAsync(TaskDefinition task, List<HostRun> hosts, bool canBeRescued, CancellationToken cancellation)
    {
        var end = await _tasks.RunAsync(hosts[0], task, canBeRescued, cancellation);
        foreach (var other in play.Batch.Where(host => host != hosts[0]))
        {
            if (task.Register is { } register)
            {
                Context.Memory.Of(other.Name).Assigned[register] = end.Result;
            }

            foreach (var (name, value) in end.Facts)
            {
                Context.Memory.Of(other.Name).Assigned[name] = value;
            }

            other.HasFailed |= hosts.Contains(other) && end.Outcome is Outcome.Failed or Outcome.Rescued;
            other.LastFailure = other.HasFailed ? hosts[0].LastFailure : other.LastFailure;
        }
    }

    private async Task RunMetaAsync(MetaKind kind, TaskDefinition task, List<HostRun> hosts, CancellationToken cancellation)
    {
        var chosen = hosts.Where(host => _conditions.Hold(task.When, play.ScopeFor(host.Name, task), out _) == true).ToList();
        switch (kind)
        {
            case MetaKind.FlushHandlers:
                await FlushHandlersAsync(play.Batch, cancellation);
                break;
            case MetaKind.EndPlay when chosen.Count > 0:
                play.HasEnded = true;
                break;
            case MetaKind.EndHost:
                chosen.ForEach(host => host.HasEnded = true);
                break;
            case MetaKind.ClearFacts:
                chosen.ForEach(host => Context.Memory.Of(host.Name).Facts.Clear());
                break;
        }
    }

    private void Announce(TaskDefinition task, HostRun first, bool isHandler) =>
        Context.Events.Emit(new RunEvent.TaskStarted(TaskRunner.NameOf(task, play.ScopeFor(first.Name, task)), task.Place, isHandler));
}
