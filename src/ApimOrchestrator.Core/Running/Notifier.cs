using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Core.Running;

/// <summary>Finds the handlers a name or a topic stands for.</summary>
/// <param name="play">The play.</param>
internal sealed class Notifier(PlayState play)
{
    /// <summary>The play's handlers in the order they run.</summary>
    public IEnumerable<TaskDefinition> Handlers => Flatten(play.Play.Handlers);

    /// <summary>Notes what a task notifies on a host: the handler of that name, and all that listen to it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="names">Names and topics.</param>
    /// <param name="doubt">Why nobody knows whether it does; null where it does.</param>
    public void Notify(HostRun host, IEnumerable<string> names, string? doubt)
    {
        foreach (var handler in names.SelectMany(name => Handlers.Where(handler => handler.Listen.Contains(name)).Append(Named(host, name))).OfType<TaskDefinition>())
        {
            if (doubt is null || !host.Notified.ContainsKey(handler))
            {
                host.Notified[handler] = doubt;
            }
        }
    }

    private static IEnumerable<TaskDefinition> Flatten(IEnumerable<PlayItem> items) =>
        items.SelectMany(item => item is BlockDefinition block ? Flatten(block.Items) : [(TaskDefinition)item]);

    // Of handlers of one name the play's own comes before those of roles, a later role's before an earlier one's; within one list the first.
    private TaskDefinition? Named(HostRun host, string name) => Handlers
        .Where(handler => handler.Name is not null && IsCalled(handler, name, host))
        .GroupBy(handler => handler.RolePath ?? "")
        .LastOrDefault()?.First();

    private bool IsCalled(TaskDefinition handler, string name, HostRun host)
    {
        var title = TaskRunner.NameOf(handler, play.ScopeFor(host.Name, handler));
        return title == name || (handler.RolePath is { } role && title == $"{Path.GetFileName(role)} : {name}");
    }
}
