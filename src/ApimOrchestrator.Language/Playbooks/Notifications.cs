using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Checks that what a play's tasks notify is there: a handler's name, or a topic one listens to.</summary>
internal static class Notifications
{
    /// <summary>Reports what is notified but not there; where a handler's name is only known while running, nothing is said.</summary>
    public static void Check(Play play, Problems problems)
    {
        var handlers = Tasks(play.Handlers).ToList();
        if (handlers.Any(handler => handler.Action is not TaskAction.RunModule || handler.Name is not (null or Constant)))
        {
            return;
        }

        var known = handlers.SelectMany(handler => handler.Listen.Concat(NamesOf(handler))).Where(name => name.Length > 0).Distinct().ToList();
        var notified = Tasks([.. play.PreTasks, .. play.Tasks, .. play.PostTasks, .. play.Handlers]).SelectMany(task => task.Notify).OfType<Constant>().Distinct();
        foreach (var name in notified.Where(name => !known.Contains(name.Text)))
        {
            var near = Suggestion.Nearest(name.Text, known);
            problems.Error(name.Place, $"no handler of this play is called '{name.Text}' or listens to it", near is not null ? $"did you mean '{near}'?" : known.Count == 0 ? "write it below 'handlers'" : $"there are: {string.Join(", ", known)}");
        }
    }

    private static IEnumerable<string> NamesOf(TaskDefinition handler) =>
        handler.Name is null ? [] : handler.RolePath is { } role ? [handler.Name.Text, $"{Path.GetFileName(role)} : {handler.Name.Text}"] : [handler.Name.Text];

    private static IEnumerable<TaskDefinition> Tasks(IEnumerable<PlayItem> items) => items.SelectMany(item => item is BlockDefinition block
        ? Tasks([.. block.Items, .. block.Rescue, .. block.Always])
        : [(TaskDefinition)item]);
}
