using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Cli;

/// <summary><c>plan --out</c> and <c>apply --plan</c>: exactly these changes, or a refusal before the first.</summary>
public sealed class PlanTests : ProgramTest
{
    private string PlanFile => In("site.plan");

    private string Playbook => In("playbook.yml");

    private string In(string name) => Path.Combine(Folder, name);

    [Fact]
    public async Task A_saved_plan_is_applied_from_its_file_alone_and_the_second_time_there_is_nothing_left_to_do()
    {
        await SaveAsync();
        File.Exists(In("made")).ShouldBeFalse();

        var first = await ApplyAsync();
        var second = await ApplyAsync();

        first.ExitCode.ShouldBe(0, first.Errors);
        (await File.ReadAllTextAsync(In("made"), Cancellation)).ShouldBe("one\ntwo\n");
        (await File.ReadAllTextAsync(In("copied"), Cancellation)).ShouldBe("8");
        second.ExitCode.ShouldBe(0, second.Errors);
        second.Output.ShouldContain("nothing is left to do");
        Directory.EnumerateDirectories(Journal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_that_has_changed_since_is_refused_with_what_was_expected_and_what_was_found()
    {
        await File.WriteAllTextAsync(In("made"), "before\n", Cancellation);
        await SaveAsync();
        await File.WriteAllTextAsync(In("made"), "by hand\n", Cancellation);

        var run = await ApplyAsync();

        run.ExitCode.ShouldBe(5, run.Errors);
        run.Errors.ShouldMatch($"localhost: {Regex.Escape(In("made"))}: expected file 0644 \\S+ {Hash("before\n")}, found file 0644 \\S+ {Hash("by hand\n")}");
        (await File.ReadAllTextAsync(In("made"), Cancellation)).ShouldBe("by hand\n");
        File.Exists(In("copied")).ShouldBeFalse();
    }

    [Fact]
    public async Task Half_of_a_plan_done_by_somebody_else_is_no_longer_the_plan()
    {
        await SaveAsync();
        await File.WriteAllTextAsync(In("copied"), "8", Cancellation);

        var run = await ApplyAsync();

        run.ExitCode.ShouldBe(5, run.Errors);
        run.Errors.ShouldContain($"{In("copied")}: expected absent");
        File.Exists(In("made")).ShouldBeFalse();
    }

    [Fact]
    public async Task Changed_inputs_are_refused_by_name()
    {
        await SaveAsync();
        await File.AppendAllTextAsync(Playbook, "# a word\n", Cancellation);
        Directory.CreateDirectory(In("group_vars"));
        await File.WriteAllTextAsync(In("group_vars/all.yml"), "new: 1\n", Cancellation);

        var files = await ApplyAsync();
        File.Delete(In("group_vars/all.yml"));
        Directory.Delete(In("group_vars"));
        await WritePlaybookAsync();
        var variable = await ApplyAsync("-e", "text=three");
        var missing = await RunAsync("apply", "--plan", PlanFile, "--journal", Journal);
        var option = await ApplyAsync("--tags", "other");

        foreach (var run in new[] { files, variable, missing, option })
        {
            run.ExitCode.ShouldBe(5, run.Errors);
        }

        files.Errors.ShouldContain("playbook.yml has changed");
        files.Errors.ShouldContain("group_vars/all.yml is new");
        variable.Errors.ShouldContain("the variable text has changed");
        missing.Errors.ShouldContain("the variable text is not given");
        option.Errors.ShouldContain("option --tags was '' and is 'other'");
        File.Exists(In("made")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_plan_of_another_version_or_another_format_says_so_and_what_is_no_plan_is_called_that()
    {
        await SaveAsync();
        var text = await File.ReadAllTextAsync(PlanFile, Cancellation);
        await File.WriteAllTextAsync(PlanFile, Regex.Replace(text, "\"version\": \"[^\"]+\"", "\"version\": \"9.9.9\""), Cancellation);
        var version = await ApplyAsync();
        await File.WriteAllTextAsync(PlanFile, text.Replace("_plan\": 1", "_plan\": 7"), Cancellation);
        var format = await ApplyAsync();
        await File.WriteAllTextAsync(PlanFile, "{}", Cancellation);
        var none = await ApplyAsync();

        version.ExitCode.ShouldBe(5);
        version.Errors.ShouldContain("made by version 9.9.9");
        format.ExitCode.ShouldBe(1);
        format.Errors.ShouldContain("format 7");
        none.ExitCode.ShouldBe(1);
        none.Errors.ShouldContain("this is not a plan");
    }

    [Fact]
    public async Task No_secret_can_be_read_from_a_plan_and_only_its_owner_can_read_it()
    {
        await File.WriteAllTextAsync(Playbook, $"- hosts: localhost\n  gather_facts: false\n  tasks:\n    - copy: {{dest: {In("made")}, content: \"{{{{ db_password }}}}\"}}\n    - command: echo {{{{ db_password }}}}\n", Cancellation);

        var plan = await RunAsync("plan", Playbook, "-e", "db_password=Canary-4712", "--out", PlanFile);
        var apply = await RunAsync("apply", "--plan", PlanFile, "-e", "db_password=Canary-4712", "--journal", Journal);

        plan.ExitCode.ShouldBe(0, plan.Errors);
        (await File.ReadAllTextAsync(PlanFile, Cancellation)).ShouldNotContain("Canary");
        File.GetUnixFileMode(PlanFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        apply.ExitCode.ShouldBe(0, apply.Errors);
        (await File.ReadAllTextAsync(In("made"), Cancellation)).ShouldBe("Canary-4712");
    }

    [Fact]
    public async Task A_change_that_appears_while_the_plan_is_being_applied_ends_the_run_before_it()
    {
        // the command's answer is not known to the plan, but what follows from a file it changes is: somebody works on the host meanwhile
        await File.WriteAllTextAsync(Playbook, $"""
            - hosts: localhost
              gather_facts: false
              tasks:
                - shell: echo changed >{In("other")}
                - lineinfile: {"{"}path: {In("other")}, line: mine, create: true{"}"}
            """, Cancellation);
        await File.WriteAllTextAsync(In("other"), "as planned\n", Cancellation);
        (await RunAsync("plan", Playbook, "--out", PlanFile)).ExitCode.ShouldBe(0);

        var run = await RunAsync("apply", "--plan", PlanFile, "--journal", Journal);

        run.ExitCode.ShouldBe(5, run.Errors);
        run.Errors.ShouldContain($"{In("other")}: expected file 0644");
        (await File.ReadAllTextAsync(In("other"), Cancellation)).ShouldBe("changed\n");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12];

    private async Task SaveAsync()
    {
        await WritePlaybookAsync();
        await File.WriteAllTextAsync(In("hosts"), "localhost ansible_connection=local\n", Cancellation);
        var plan = await RunAsync("plan", Playbook, "-i", In("hosts"), "-e", "text=two", "--out", PlanFile, "--detailed-exitcode");
        plan.ExitCode.ShouldBe(3, plan.Errors);
        plan.Output.ShouldContain("+two");
    }

    private Task WritePlaybookAsync() => File.WriteAllTextAsync(Playbook, $"""
        - hosts: localhost
          gather_facts: false
          tasks:
            - copy: {"{"}dest: {In("made")}, content: "one\n{"{{ text }}"}\n"{"}"}
            - stat: {"{"}path: {In("made")}{"}"}
              register: seen
            - command: "true"
              changed_when: false
            - copy: {"{"}dest: {In("copied")}, content: "{"{{ seen.stat.size }}"}"{"}"}
        """, Cancellation);

    private Task<(int ExitCode, string Output, string Errors)> ApplyAsync(params string[] words) => RunAsync(["apply", "--plan", PlanFile, "--journal", Journal, .. words.Contains("-e") ? words : [.. words, "-e", "text=two"]]);
}
