using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Cli;

/// <summary>The commands <c>undo</c>, <c>runs</c> and <c>unlock</c>.</summary>
public sealed class UndoTests : ProgramTest
{
    private string In(string name) => Path.Combine(Folder, name);

    [Fact]
    public async Task Undo_puts_everything_back_from_what_the_host_kept_and_says_first_what_it_cannot()
    {
        var before = await ApplyAsync();

        var check = await RunAsync("undo", LastRun, "--check", "--diff", "--journal", In("elsewhere"));
        Seen().ShouldNotBe(before);
        var undo = await RunAsync("undo", LastRun, "--journal", In("elsewhere"));
        var again = await RunAsync("undo", LastRun, "--journal", In("elsewhere"));

        check.ExitCode.ShouldBe(0, check.Errors);
        check.Output.ShouldContain("-added");
        undo.ExitCode.ShouldBe(0, undo.Errors);
        undo.Errors.ShouldContain("cannot be undone: command true");
        Seen().ShouldBe(before);
        again.ExitCode.ShouldBe(0, again.Errors);
        again.Output.ShouldContain("undone here already");
    }

    [Fact]
    public async Task Undo_refuses_with_5_where_somebody_changed_something_since_and_touches_nothing()
    {
        await ApplyAsync();
        await File.AppendAllTextAsync(In("old"), "by hand\n", Cancellation);
        await File.WriteAllTextAsync(In("new/mine"), "", Cancellation);
        var changed = Seen();

        var undo = await RunAsync("undo", LastRun, "--journal", Journal);

        undo.ExitCode.ShouldBe(5, undo.Errors);
        undo.Errors.ShouldContain($"{In("old")} is file 0644");
        undo.Errors.ShouldContain("the run left it file 0644");
        undo.Errors.ShouldContain($"{In("new")} was made by the run and now holds 1 thing the run did not put there: mine");
        Seen().ShouldBe(changed);
    }

    [Fact]
    public async Task Forced_it_puts_back_even_that()
    {
        var before = await ApplyAsync();
        await File.AppendAllTextAsync(In("old"), "by hand\n", Cancellation);
        await File.WriteAllTextAsync(In("new/mine"), "", Cancellation);

        var undo = await RunAsync("undo", LastRun, "--force", "--journal", Journal);

        undo.ExitCode.ShouldBe(0, undo.Errors);
        Seen().ShouldBe(before);
    }

    [Fact]
    public async Task A_run_nobody_knows_is_told_and_nothing_else_happens()
    {
        var undo = await RunAsync("undo", "20200101T000000Z-000000", "--journal", Journal);

        undo.ExitCode.ShouldBe(1, undo.Errors);
        undo.Errors.ShouldContain("no host has anything of a run '20200101T000000Z-000000'");
    }

    [Fact]
    public async Task Runs_lists_what_is_known_here_and_on_the_hosts_and_keeps_as_many_as_asked_for()
    {
        await ApplyAsync();
        var first = LastRun;
        await RunAsync("apply", Write("- hosts: localhost\n  gather_facts: false\n  tasks:\n    - debug: {msg: x}\n", "other.yml"), "--journal", Journal);
        await File.AppendAllTextAsync(Path.Combine(Journal, LastRun, "events.jsonl"), "{\"event\":\"half a li", Cancellation);

        var runs = await RunAsync("runs", "--journal", Journal, "-i", "localhost,", "-e", "ansible_connection=local");
        var kept = await RunAsync("runs", "--journal", Journal, "--keep", "1");

        runs.Output.ShouldContain($"{first}  apply  exit 0   {In("playbook.yml")}");
        runs.Output.ShouldContain("other.yml");
        runs.Output.ShouldContain($"{first}  7 changes as {Environment.UserName}, ");
        kept.Output.ShouldNotContain(first);
        Directory.EnumerateDirectories(Journal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_runs_at_once_are_refused_with_who_and_since_when_and_unlock_ends_a_dead_one_when_told_so()
    {
        var slow = Write($"- hosts: localhost\n  gather_facts: false\n  tasks:\n    - shell: touch {In("began")}; sleep 600\n", "slow.yml");
        using var first = await StartAsync("apply", slow, "--journal", Journal);
        var second = await RunOnceAsync("apply", slow, "--journal", Journal);
        var asked = await RunOnceAsync("unlock");
        var told = await RunOnceAsync("unlock", "--yes");
        await first.WaitForExitAsync(Cancellation);
        var free = await RunAsync("unlock");
        for (var tries = 0; tries < 100 && free.Output.Contains("locked by", StringComparison.Ordinal) && !free.Output.Contains($"process {first.Id}", StringComparison.Ordinal); tries++)
        {
            free = await RunAsync("unlock");
        }

        second.ExitCode.ShouldBe(5, second.Errors);
        second.Errors.ShouldContain($"locked by another run: {Environment.UserName}@{Environment.MachineName}, process {first.Id}, run ");
        second.Errors.ShouldContain(", since 2");
        asked.ExitCode.ShouldBe(5);
        asked.Output.ShouldContain($"process {first.Id}");
        told.ExitCode.ShouldBe(0, told.Output + told.Errors);
        told.Output.ShouldContain("localhost: unlocked");
        first.ExitCode.ShouldBe(4, await first.StandardError.ReadToEndAsync(Cancellation));
        free.Output.ShouldContain("localhost: free");
    }

    [Fact]
    public async Task A_user_who_has_no_home_to_write_to_changes_and_takes_back_too()
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/bin/sudo"), "needs root and sudo");
        File.SetUnixFileMode(Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        Directory.CreateDirectory(In("open"));
        File.SetUnixFileMode(In("open"), (UnixFileMode)Convert.ToInt32("777", 8));
        var playbook = Write($$"""
            - hosts: localhost
              gather_facts: false
              become: true
              become_user: nobody
              tasks:
                - copy: {dest: {{In("open/file")}}, content: "one\n", mode: "0640"}
                - command: "true"
            """);

        var apply = await RunAsync("apply", playbook, "--journal", Journal);
        var made = File.ReadAllText(In("open/file"));
        var undo = await RunAsync("undo", LastRun, "--journal", In("elsewhere"));

        apply.ExitCode.ShouldBe(0, apply.Output + apply.Errors);
        made.ShouldBe("one\n");
        undo.ExitCode.ShouldBe(0, undo.Output + undo.Errors);
        File.Exists(In("open/file")).ShouldBeFalse();
    }

    // until no run that is none of the tests' has this machine locked
    private async Task<System.Diagnostics.Process> StartAsync(params string[] words)
    {
        for (var tries = 0; ; tries++)
        {
            var process = Start(words);
            while (!process.HasExited && !File.Exists(In("began")))
            {
                await Task.Delay(100, Cancellation);
            }

            if (File.Exists(In("began")))
            {
                return process;
            }

            var errors = await process.StandardError.ReadToEndAsync(Cancellation);
            (tries < 100 && errors.Contains("locked by another run", StringComparison.Ordinal)).ShouldBeTrue(errors);
            process.Dispose();
        }
    }

    private async Task<string> ApplyAsync()
    {
        await File.WriteAllTextAsync(In("old"), "first\n", Cancellation);
        Directory.CreateDirectory(In("gone"), (UnixFileMode)Convert.ToInt32("750", 8));
        await File.WriteAllTextAsync(In("gone/a"), "x", Cancellation);
        File.SetUnixFileMode(In("gone/a"), (UnixFileMode)Convert.ToInt32("600", 8));
        var playbook = Write($"""
            - hosts: localhost
              gather_facts: false
              tasks:
                - file: {"{"}path: {In("new")}, state: directory, mode: "0750"{"}"}
                - copy: {"{"}dest: {In("new/file")}, content: "one\n", mode: "0640"{"}"}
                - lineinfile: {"{"}path: {In("old")}, line: added{"}"}
                - file: {"{"}path: {In("link")}, src: new, state: link{"}"}
                - file: {"{"}path: {In("gone")}, state: absent{"}"}
                - command: "true"
            """);
        var before = Seen();
        var apply = await RunAsync("apply", playbook, "--journal", Journal);
        apply.ExitCode.ShouldBe(0, apply.Errors);
        return before;
    }

    private string Seen() => string.Join('\n', Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.StartsWith(Journal, StringComparison.Ordinal) && !path.StartsWith(In("elsewhere"), StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetUnixFileMode(path)} {(Directory.Exists(path) ? "" : File.ReadAllText(path))}"));
}
