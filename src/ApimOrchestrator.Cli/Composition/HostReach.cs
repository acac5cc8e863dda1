using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Templates;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>How the hosts of an inventory are reached where no playbook says so.</summary>
internal static class HostReach
{
    /// <summary>The hosts <c>--limit</c> leaves; with an empty inventory the control machine itself, as a playbook's <c>localhost</c>.</summary>
    /// <param name="context">The run.</param>
    /// <param name="files">The user's files.</param>
    /// <param name="playbook">The playbook beside which variables may lie; null for the working folder.</param>
    public static IReadOnlyList<ConnectionSettings> Of(RunContext context, ProjectFiles files, string? playbook)
    {
        var place = Place.Of("inventory");
        var play = new Play(place, playbook ?? Path.Combine(Directory.GetCurrentDirectory(), "none.yml"), new TemplateEngine().ParseText("all", place));
        var reader = new ConnectionReader(context);
        var names = files.Inventory.Hosts.Select(host => host.Name).Where(name => files.Limit?.Contains(name) ?? true).ToList();
        return [.. (files.Inventory.Hosts.Count == 0 ? ["localhost"] : names).Select(name => reader.Read(name, context.Variables.ScopeFor(new ScopeRequest(context.Memory, play, name)), task: null))];
    }
}
