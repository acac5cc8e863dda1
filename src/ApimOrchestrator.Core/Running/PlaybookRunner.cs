using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Runs playbooks: plays one after the other, their hosts in parallel. What happens goes to the events; the answer is the exit code.</summary>
/// <param name="context">What the run works with. Its event stream must include <paramref name="recap"/>.</param>
/// <param name="recap">Counts what happens.</param>
public sealed class PlaybookRunner(RunContext context, Recap recap)
{
    private const int Refused = 5;

    /// <summary>Runs playbooks to their end, or until no host is left.</summary>
    /// <param name="playbooks">The playbooks, in order.</param>
    /// <param name="cancellation">Ends the run between two changes.</param>
    /// <returns>0 done, 2 a task failed, 4 a host was out of reach.</returns>
    /// <exception cref="HostLockedException">Another run is at work on one of the hosts; nothing was changed.</exception>
    /// <exception cref="RunRefusedException">A change was not allowed; it was not made, nor any after it.</exception>
    /// <exception cref="Text.DiagnosticException">A host pattern is wrong; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public async Task<int> RunAsync(IReadOnlyList<Playbook> playbooks, CancellationToken cancellation)
    {
        context.Events.Emit(new RunEvent.RunStarted(context.Options.Version, context.Options.Run, context.Memory.IsCheck, [.. playbooks.Select(playbook => playbook.File)]));
        var gate = new TaskGate(context.Options);
        var plays = playbooks.SelectMany(playbook => playbook.Plays).ToList();
        await context.Hosts.OpenAsync(AllHosts(plays, gate), cancellation);
        var broken = new HashSet<string>();
        try
        {
            foreach (var play in plays)
            {
                if (!await new PlayRunner(context, gate).RunAsync(play, broken, cancellation))
                {
                    break;
                }
            }
        }
        catch (RunRefusedException)
        {
            context.Events.Emit(new RunEvent.RunFinished(recap.Hosts, Refused));
            throw;
        }

        context.Events.Emit(new RunEvent.RunFinished(recap.Hosts, recap.ExitCode));
        return recap.ExitCode;
    }

    // The control machine that no inventory lists serves many runs at a time; it is locked where it is changed, as a host that tasks are delegated to.
    private List<ConnectionSettings> AllHosts(List<Play> plays, TaskGate gate)
    {
        var connections = new ConnectionReader(context);
        var names = new List<ConnectionSettings>();
        foreach (var play in plays)
        {
            var scope = context.Variables.ScopeFor(new ScopeRequest(context.Memory, play, null));
            foreach (var host in new PlayRunner(context, gate).HostsOf(play, scope))
            {
                if (context.Memory.Inventory.Find(host) is not null && names.All(known => known.HostName != host))
                {
                    names.Add(connections.Read(host, context.Variables.ScopeFor(new ScopeRequest(context.Memory, play, host)), FirstTask(play)));
                }
            }
        }

        return names;
    }

    private static TaskDefinition? FirstTask(Play play) =>
        play.GatherFacts ?? play.PreTasks.Concat(play.Tasks).Concat(play.PostTasks).OfType<TaskDefinition>().FirstOrDefault();
}
