using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Running;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Language;

/// <summary>Runs playbooks over much of the language. <c>expected.txt</c> is what <c>ansible-playbook</c> 2.14 said of the same files, host by host.</summary>
public sealed class RunTests
{
    [Theory]
    [InlineData("run", 2)]
    [InlineData("variables", 0)]
    public async Task A_playbook_runs_as_it_does_with_Ansible(string name, int exitCode)
    {
        var files = Path.Combine(AppContext.BaseDirectory, "Language/Fixtures", name);
        var project = new ApimOrchestrator.Language.Projects.Project(new() { Modules = TestModules.All });
        var inventory = project.LoadInventory([Path.Combine(files, "hosts")]);
        var playbook = project.LoadPlaybook(Path.Combine(files, "p.yml"));
        project.ThrowIfErrors();
        var seen = new Seen();
        var recap = new Recap();
        await using var pool = new QuietHost.Pool();
        var events = new EventStream([seen, recap], new SecretMask(), TimeProvider.System);
        var context = new RunContext(new RunMemory(inventory, project.ExtraVars), project.Variables, pool, events, new RunOptions(), TimeProvider.System);
        var exit = await new PlaybookRunner(context, recap).RunAsync([playbook], TestContext.Current.CancellationToken);
        var expected = await File.ReadAllLinesAsync(Path.Combine(files, "expected.txt"), TestContext.Current.CancellationToken);
        foreach (var host in new[] { "h1", "h2" })
        {
            string.Join('\n', seen.Lines.Where(line => line.StartsWith(host, StringComparison.Ordinal))).ShouldBe(string.Join('\n', expected.Where(line => line.StartsWith(host, StringComparison.Ordinal))));
        }

        string.Join('\n', recap.Hosts.OrderBy(host => host.Host, StringComparer.Ordinal).Select(host => $"recap {host.Host} ok={host.Ok} changed={host.Changed} unreachable={host.Unreachable} failed={host.Failed} skipped={host.Skipped} rescued={host.Rescued} ignored={host.Ignored}"))
            .ShouldBe(string.Join('\n', expected.Where(line => line.StartsWith("recap", StringComparison.Ordinal))));
        exit.ShouldBe(exitCode);
    }

    private sealed class Seen : IEventSink
    {
        public List<string> Lines { get; } = [];

        public void Emit(RunEvent happened)
        {
            switch (happened)
            {
                case RunEvent.ItemFinished { Result.Module: not "include_tasks" } item:
                    Add(item.Host, item.Result);
                    break;
                case RunEvent.TaskFinished { Result: { HadItems: false, Module: not ("include_tasks" or "include_role") } } task:
                    Add(task.Host, task.Result);
                    break;
            }
        }

        private void Add(string host, TaskReport report)
        {
            var outcome = report.Outcome == Outcome.Rescued ? "failed" : report.Outcome.ToString().ToLowerInvariant();
            var message = report.Outcome == Outcome.Skipped ? "" : report.Message?.Contains("is undefined", StringComparison.Ordinal) == true ? "undefined" : report.Message;
            Lines.Add($"{host} {report.Task}: {outcome} {message}".TrimEnd());
        }
    }
}
