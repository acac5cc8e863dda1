using System.CommandLine;
using ApimOrchestrator.Cli.Composition;
using ApimOrchestrator.Cli.Reporting;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;

namespace ApimOrchestrator.Cli.Commands;

/// <summary>What <c>--list-tasks</c>, <c>--list-hosts</c>, <c>--list-tags</c> and <c>--syntax-check</c> show, in the forms of <c>ansible-playbook</c>.</summary>
internal static class PlaybookListing
{
    /// <summary>Whether the command line asks for a listing instead of a run.</summary>
    /// <param name="parsed">The command line.</param>
    public static bool IsAsked(ParseResult parsed) =>
        parsed.GetValue(CommonOptions.ListTasks) || parsed.GetValue(CommonOptions.ListHosts) || parsed.GetValue(CommonOptions.ListTags) || parsed.GetValue(CommonOptions.SyntaxCheck);

    /// <summary>Shows the listing.</summary>
    /// <param name="files">The user's files.</param>
    /// <param name="parsed">The command line.</param>
    public static void Show(ProjectFiles files, ParseResult parsed)
    {
        var output = Terminal.ForOutput(parsed.GetValue(CommonOptions.NoColor));
        var filter = ProjectFiles.Tags(parsed);
        var memory = new RunMemory(files.Inventory, files.Project.ExtraVars);
        foreach (var playbook in files.Playbooks)
        {
            output.Line();
            output.Line($"playbook: {playbook.File}");
            if (parsed.GetValue(CommonOptions.SyntaxCheck))
            {
                continue;
            }

            foreach (var (play, number) in playbook.Plays.Select((play, index) => (play, index + 1)))
            {
                ShowPlay(play, number);
            }
        }

        void ShowPlay(Play play, int number)
        {
            var scope = files.Project.Variables.ScopeFor(new ScopeRequest(memory, play, null));
            var pattern = files.Project.Variables.TextOf(play.Hosts.Evaluate(scope));
            output.Line();
            output.Line($"  play #{number} ({pattern}): {play.Name?.Evaluate(scope) ?? pattern}\tTAGS: [{string.Join(',', play.Tags)}]");
            var items = play.PreTasks.Concat(play.Tasks).Concat(play.PostTasks).SelectMany(Tasks).Where(task => filter.Selects(task.Tags)).ToList();
            if (parsed.GetValue(CommonOptions.ListHosts))
            {
                var hosts = files.Project.Variables.Select(files.Inventory, pattern).Where(host => files.Limit?.Contains(host.Name) ?? true).ToList();
                output.Line($"    pattern: ['{pattern}']");
                output.Line($"    hosts ({hosts.Count}):");
                hosts.ForEach(host => output.Line($"      {host.Name}"));
            }

            if (parsed.GetValue(CommonOptions.ListTasks))
            {
                output.Line("    tasks:");
                items.ForEach(task => output.Line($"      {(task.Name is { Text.Length: > 0 } name ? task.TitleFor(name.Text) : task.Action.Title)}\tTAGS: [{string.Join(", ", task.Tags.Order(StringComparer.Ordinal))}]"));
            }

            if (parsed.GetValue(CommonOptions.ListTags))
            {
                output.Line($"      TASK TAGS: [{string.Join(", ", items.SelectMany(task => task.Tags).Distinct().Order(StringComparer.Ordinal))}]");
            }
        }
    }

    private static IEnumerable<TaskDefinition> Tasks(PlayItem item) => item switch
    {
        TaskDefinition task => [task],
        BlockDefinition block => block.Items.SelectMany(Tasks),
        _ => [],
    };
}
