using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Cli;

/// <summary>The program itself, as its users start it.</summary>
public sealed class ProgramTests : ProgramTest
{
    [Theory]
    [InlineData("aply x.yml", "'aply' is not a command; did you mean 'apply'?")]
    [InlineData("apply --chek x.yml", "'--chek' is not an option of 'apply'; did you mean '--check'?")]
    [InlineData("modules copi", "there is no module 'copi'")]
    public async Task A_wrong_command_line_is_answered_in_one_line_with_the_nearest_right_word(string words, string expected)
    {
        var (exitCode, output, errors) = await RunAsync(words.Split(' '));

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain(expected);
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_wrong_playbook_shows_every_problem_with_its_line_and_touches_nothing()
    {
        var target = Path.Combine(Folder, "made");
        var playbook = Write($"- hosts: localhost\n  gather_fact: false\n  tasks:\n    - copi: {{dest: {target}}}\n    - copy: {{dest: {target}, contend: x}}\n");

        var (exitCode, _, errors) = await RunAsync("apply", playbook, "--journal", Path.Combine(Folder, "runs"));

        exitCode.ShouldBe(1);
        errors.ShouldContain($"{playbook}:2:3");
        errors.ShouldContain("'gather_facts'");
        errors.ShouldContain($"{playbook}:4:7");
        errors.ShouldContain("'copy'");
        errors.ShouldContain("'content'");
        File.Exists(target).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_dry_run_shows_is_what_applying_does_and_then_nothing_is_left_to_do()
    {
        var target = Path.Combine(Folder, "made");
        var playbook = Write($"""
            - hosts: localhost
              gather_facts: false
              tasks:
                - copy: {"{"}dest: {target}, content: "one\n"{"}"}
                - lineinfile: {"{"}path: {target}, line: two{"}"}
                - stat: {"{"}path: {target}{"}"}
                  register: seen
                - copy: {"{"}dest: {target}.size, content: "{"{{ seen.stat.size }}"}"{"}"}
                  when: seen.stat.exists
            """);

        var plan = await RunAsync("plan", playbook, "--detailed-exitcode", "--journal", Path.Combine(Folder, "runs"));
        File.Exists(target).ShouldBeFalse();
        var apply = await RunAsync("apply", "--diff", playbook, "--journal", Path.Combine(Folder, "runs"));
        var again = await RunAsync("plan", playbook, "--detailed-exitcode", "--journal", Path.Combine(Folder, "runs"));

        plan.ExitCode.ShouldBe(3, plan.Errors);
        Tasks(plan.Output).ShouldBe(Tasks(apply.Output));
        (await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken)).ShouldBe("one\ntwo\n");
        (await File.ReadAllTextAsync(target + ".size", TestContext.Current.CancellationToken)).ShouldBe("8");
        apply.ExitCode.ShouldBe(0, apply.Errors);

        // The first task puts the file back to one line, the second adds the other again: both are seen to.
        again.Output.ShouldContain("-two");
    }

    [Fact]
    public async Task Events_are_one_JSON_object_a_line_and_nothing_else()
    {
        var playbook = Write("- hosts: localhost\n  gather_facts: false\n  tasks:\n    - debug: {msg: hello}\n");

        var (exitCode, output, _) = await RunAsync("apply", playbook, "--output", "jsonl", "--journal", Path.Combine(Folder, "runs"));

        exitCode.ShouldBe(0);
        var events = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()).ToList();
        events.ShouldBe(["run_started", "play_started", "task_started", "task_finished", "run_finished"]);
    }

    [Fact]
    public async Task A_vaulted_and_a_named_secret_reach_no_output_and_no_journal()
    {
        var playbook = Write($"- hosts: localhost\n  gather_facts: false\n  vars: {{shown: \"{{{{ db_password }}}}\"}}\n  tasks:\n    - debug: {{msg: \"it is {{{{ shown }}}}\"}}\n    - copy: {{dest: {Folder}/secret, content: \"password = {{{{ db_password }}}}\\n\"}}\n");

        var run = await RunAsync("apply", "--diff", "-vvv", playbook, "-e", "db_password=Canary-4711", "--journal", Path.Combine(Folder, "runs"));

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("********");
        (run.Output + run.Errors + string.Concat(Directory.EnumerateFiles(Path.Combine(Folder, "runs"), "*", SearchOption.AllDirectories).Select(File.ReadAllText))).ShouldNotContain("Canary-4711");
    }

    private static string Tasks(string output) => output[..output.IndexOf("PLAY RECAP", StringComparison.Ordinal)];
}
