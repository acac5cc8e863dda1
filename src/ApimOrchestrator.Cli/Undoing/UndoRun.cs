using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Undoing;

/// <summary>Takes a run back on all hosts it changed: first all are looked at and what stands in the way is told, then one after the other goes back, the host that was changed last first.</summary>
/// <param name="context">What the run works with.</param>
/// <param name="recap">Counts what happens; one of the sinks of the events.</param>
/// <param name="run">The name of the run to take back.</param>
/// <param name="force">Whether what has changed since is put back too.</param>
internal sealed class UndoRun(RunContext context, Recap recap, string run, bool force)
{
    private static readonly Place Origin = Place.Of("undo");

    /// <summary>Takes the run back.</summary>
    /// <param name="hosts">The hosts that may have been changed.</param>
    /// <param name="cancellation">Ends the work between two steps; it can be done again.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="DiagnosticException">No host knows the run.</exception>
    /// <exception cref="RunRefusedException">Something has changed since, or another run is at work.</exception>
    public async Task<int> RunAsync(IReadOnlyList<ConnectionSettings> hosts, CancellationToken cancellation)
    {
        context.Events.Emit(new RunEvent.RunStarted(context.Options.Version, context.Options.Run, context.Memory.IsCheck, [$"undo {run}"]));
        context.Events.Emit(new RunEvent.PlayStarted($"Undo {run}", Origin, [.. hosts.Select(host => host.HostName)]));
        await context.Hosts.OpenAsync(hosts, cancellation);
        var undos = hosts.Select(host => new HostUndo(host, context.Hosts.HostFor(host, new TaskOptions { Diff = context.Memory.IsDiff }), run)).ToList();
        context.Events.Emit(new RunEvent.TaskStarted("Look at what the run did", Origin, IsHandler: false));
        await Parallel.ForEachAsync(undos, cancellation, async (undo, token) => await PrepareAsync(undo, token));
        if (recap.ExitCode == 0)
        {
            RequireFound(undos);
            undos.ForEach(TellImpossible);
            await RefuseDriftAsync(undos, cancellation);
            await PutBackAsync([.. undos.Where(undo => !undo.Undo.IsEmpty && !undo.Undo.IsUndone).OrderByDescending(undo => undo.Undo.Last)], cancellation);
        }

        context.Events.Emit(new RunEvent.RunFinished(recap.Hosts, recap.ExitCode));
        return recap.ExitCode;
    }

    private async Task PrepareAsync(HostUndo undo, CancellationToken cancellation)
    {
        await ReportAsync("Look at what the run did", undo, async () =>
        {
            await undo.Undo.PrepareAsync(cancellation);
            return undo.Undo.IsUndone ? "the run was undone here already" : undo.Undo.IsEmpty ? "nothing of the run here" : null;
        });
    }

    private void RequireFound(List<HostUndo> undos)
    {
        var closed = undos.SelectMany(undo => undo.Undo.Closed.Select(folder => $"{folder} on {undo.Settings.HostName}")).ToList();
        if (undos.All(undo => undo.Undo.IsEmpty))
        {
            throw new DiagnosticException(new Diagnostic(Origin, $"no host has anything of a run '{run}'", closed.Count == 0 ? "'runs -i INVENTORY' lists what the hosts know" : $"{closed[0]} cannot be looked into; become root with -b"));
        }

        closed.ForEach(folder => context.Events.Emit(new RunEvent.Warned($"{folder} cannot be looked into; what the run did as another user stays (-b becomes root)", null)));
    }

    private void TellImpossible(HostUndo undo)
    {
        foreach (var subject in undo.Undo.Impossible)
        {
            context.Events.Emit(new RunEvent.Warned($"cannot be undone: {subject}", undo.Settings.HostName));
        }
    }

    private async Task RefuseDriftAsync(List<HostUndo> undos, CancellationToken cancellation)
    {
        var drift = new List<string>();
        foreach (var undo in undos.Where(undo => !undo.Undo.IsUndone))
        {
            drift.AddRange((await undo.Undo.DriftAsync(cancellation)).Select(line => $"{undo.Settings.HostName}: {line}"));
        }

        if (drift.Count > 0 && !force)
        {
            context.Events.Emit(new RunEvent.RunFinished(recap.Hosts, 5));
            throw new RunRefusedException($"{drift.Count} {(drift.Count == 1 ? "thing has" : "things have")} changed since run {run}; nothing was undone (--force puts back even these)\n  {string.Join("\n  ", drift)}");
        }

        drift.ForEach(line => context.Events.Emit(new RunEvent.Warned($"changed since the run, put back all the same: {line}", null)));
    }

    private async Task PutBackAsync(IReadOnlyList<HostUndo> undos, CancellationToken cancellation)
    {
        context.Events.Emit(new RunEvent.TaskStarted("Put back", Origin, IsHandler: false));
        foreach (var undo in undos)
        {
            var isDone = await ReportAsync("Put back", undo, async () =>
            {
                await undo.Undo.ApplyAsync(force, cancellation);
                return null;
            });
            if (!isDone)
            {
                return;
            }
        }
    }

    private async Task<bool> ReportAsync(string task, HostUndo undo, Func<Task<string?>> work)
    {
        var started = context.Time.GetTimestamp();
        var report = new TaskReport(task, Origin, Outcome.Ok) { Module = "undo" };
        try
        {
            report = report with { Message = await work() };
            report = report with { Outcome = undo.Effects.Count > 0 ? Outcome.Changed : Outcome.Ok };
        }
        catch (TaskFailedException failed)
        {
            report = report with { Outcome = Outcome.Failed, Message = failed.Message, Result = failed.Result };
        }
        catch (HostLostException lost)
        {
            report = report with { Outcome = Outcome.Unreachable, Message = lost.Message };
        }
        catch (FormatException problem)
        {
            report = report with { Outcome = Outcome.Failed, Message = problem.Message };
        }

        context.Events.Emit(new RunEvent.TaskFinished(undo.Settings.HostName, report with { Effects = undo.Effects, Duration = context.Time.GetElapsedTime(started) }));
        return report.Outcome is Outcome.Ok or Outcome.Changed;
    }
}
