using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Walks hosts through lists of tasks and blocks in step: every host finishes a task before any begins the next.</summary>
/// <param name="play">The play.</param>
/// <param name="gate">Says which tasks run at all, shared by all plays.</param>
internal sealed class ItemsRunner(PlayState play, TaskGate gate)
{
    private readonly TaskRunner _tasks = new(play);
    private readonly Conditions _conditions = new(play.Context.Variables);

    private RunContext Context => play.Context;

    /// <summary>Runs items on those of the hosts that are still active.</summary>
    /// <param name="items">Tasks and blocks.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="flow">What surrounds them.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task RunAsync(IReadOnlyList<PlayItem> items, IReadOnlyList<HostRun> hosts, Flow flow, CancellationToken cancellation)
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
                BlockDefinition block => RunBlockAsync(block, active, flow, cancellation),
                TaskDefinition task when Context.Options.Tags.Selects(task.Tags) && gate.IsReached(task) => RunTaskAsync(task, active, flow, cancellation),
                _ => Task.CompletedTask,
            });
        }
    }

    /// <summary>Runs the handlers that have been notified on hosts, in the order of their definition. One notified by a later one waits for the next time.</summary>
    /// <param name="hosts">The hosts; only active ones take part, failed ones too where handlers are forced.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task FlushHandlersAsync(IReadOnlyList<HostRun> hosts, CancellationToken cancellation)
    {
        if (play.HasEnded)
        {
            return;
        }

        var isForced = play.Play.ForceHandlers || Context.Options.ForceHandlers;
        var failed = hosts.Where(host => isForced && host.HasFailed).ToList();
        failed.ForEach(host => host.HasFailed = false);
        foreach (var handler in new Notifier(play).Handlers.ToList())
        {
            var notified = hosts.Where(host => host.IsActive && Calls(host, handler)).ToList();
            if (notified.Count > 0)
            {
                await RunTaskAsync(handler, notified, new Flow { IsHandler = true }, cancellation);
                notified.ForEach(host => host.Doubt = null);
            }
        }

        // Who fails in a handler runs no more of them, forced or not.
        foreach (var host in hosts.Where(host => host.HasFailed))
        {
            host.Notified.Clear();
        }

        failed.ForEach(host => host.HasFailed = true);
    }

    private static bool Calls(HostRun host, TaskDefinition handler)
    {
        var isNotified = host.Notified.Remove(handler, out var doubt);
        host.Doubt = doubt;
        return isNotified;
    }

    private async Task RunBlockAsync(BlockDefinition block, List<HostRun> hosts, Flow flow, CancellationToken cancellation)
    {
        await RunAsync(block.Items, hosts, flow.Into(block), cancellation);
        var failed = hosts.Where(host => host.HasFailed).ToList();
        if (block.Rescue.Count > 0 && failed.Count > 0)
        {
            foreach (var host in failed)
            {
                host.HasFailed = false;
                RememberFailure(host);
            }

            await RunAsync(block.Rescue, failed, flow, cancellation);
        }

        if (block.Always.Count > 0)
        {
            var stillFailed = hosts.Where(host => host.HasFailed).ToList();
            stillFailed.ForEach(host => host.HasFailed = false);
            await RunAsync(block.Always, hosts, flow, cancellation);
            stillFailed.ForEach(host => host.HasFailed = true);
        }
    }

    private void RememberFailure(HostRun host)
    {
        if (host.LastFailure is var (report, result))
        {
            var memory = Context.Memory.Of(host.Name).Assigned;
            memory["ansible_failed_result"] = result;
            memory["ansible_failed_task"] = new Dictionary<string, object?> { ["name"] = report.Name, ["action"] = report.Module };
        }
    }

    private async Task RunTaskAsync(TaskDefinition task, List<HostRun> hosts, Flow flow, CancellationToken cancellation)
    {
        if (task.Action is TaskAction.Meta meta)
        {
            await RunMetaAsync(meta.Kind, task, hosts, cancellation);
            return;
        }

        var title = TaskRunner.NameOf(task, play.ScopeFor(hosts[0].Name, task));
        if (!gate.IsWanted($"{(flow.IsHandler ? "HANDLER" : "TASK")}: {title}"))
        {
            return;
        }

        Context.Events.Emit(new RunEvent.TaskStarted(title, task.Place, flow.IsHandler));
        if (task.Action is TaskAction.IncludeTasks include)
        {
            var including = _conditions.IsTrue(task.RunOnce, play.ScopeFor(hosts[0].Name, task)) ? hosts[..1] : hosts;
            await new IncludeRunner(play, this).RunAsync(task, include, including, flow, cancellation);
            return;
        }

        var isOnce = task.Action is TaskAction.RunModule { Binding.RunsOnce: true } || _conditions.IsTrue(task.RunOnce, play.ScopeFor(hosts[0].Name, task));
        await (isOnce ? RunOnceAsync(task, hosts, flow, cancellation) : RunOnAllAsync(task, hosts, flow, cancellation));
        EndIfBroken(task, hosts, isOnce, flow);
    }

    // A failure that is fatal, or too many of them, end the play for all hosts.
    private void EndIfBroken(TaskDefinition task, List<HostRun> hosts, bool isOnce, Flow flow)
    {
        var isFatal = !flow.CanBeRescued && !flow.HasAlways
            && hosts.Exists(host => host.HasFailed || host.IsLost)
            && (isOnce || _conditions.IsTrue(task.AnyErrorsFatal, play.ScopeFor(hosts[0].Name, task)));
        var isTooMuch = play.Play.MaxFailPercentage is { } most && play.Batch.Count(host => host.HasFailed) * 100.0 / play.Batch.Count > most;
        if (isFatal || isTooMuch)
        {
            play.HasEnded = play.HasFailedFatally = true;
            Context.Events.Emit(new RunEvent.NoHostsLeft());
        }
    }

    private async Task RunOnAllAsync(TaskDefinition task, List<HostRun> hosts, Flow flow, CancellationToken cancellation)
    {
        var most = Context.Options.Forks;
        if (task.Throttle?.Evaluate(play.ScopeFor(hosts[0].Name, task)) is { } throttle && Modules.ArgumentTypes.Integer.Read(throttle, null!) is > 0 and var limit)
        {
            most = Math.Min(most, limit);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = most, CancellationToken = cancellation };
        await Parallel.ForEachAsync(hosts, parallel, async (host, token) => await _tasks.RunAsync(host, task, flow.CanBeRescued, token));
    }

    private async Task RunOnceAsync(TaskDefinition task, List<HostRun> hosts, Flow flow, CancellationToken cancellation)
    {
        var end = await _tasks.RunAsync(hosts[0], task, flow.CanBeRescued, cancellation);
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
                play.HasEnded = play.IsLastBatch = true;
                break;
            case MetaKind.EndBatch when chosen.Count > 0:
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
}
