using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Cli;

/// <summary>The command <c>report</c>.</summary>
public sealed class ReportTests : ProgramTest
{
    [Fact]
    public async Task A_report_tells_the_run_in_one_file_that_needs_nothing_else_and_hides_what_is_secret()
    {
        var target = Path.Combine(Folder, "made");
        var playbook = Write($"""
            - name: The <b>first</b> play
              hosts: localhost
              gather_facts: false
              tasks:
                - name: A file & more
                  copy: {"{"}dest: {target}, content: "one\npassword={"{{ db_password }}"}\n"{"}"}
                - name: What fails
                  command: sh -c 'echo "<script>alert(1)</script>" >&2; exit 3'
            """);
        await RunAsync("apply", "--diff", playbook, "-e", "db_password=Canary-4713", "--journal", Journal);
        var file = Path.Combine(Folder, "report.html");

        var report = await RunAsync("report", LastRun, "--out", file, "--journal", Journal);

        report.ExitCode.ShouldBe(0, report.Errors);
        var html = await File.ReadAllTextAsync(file, Cancellation);
        html.ShouldStartWith("<!doctype html>");
        html.ShouldContain("The &lt;b&gt;first&lt;/b&gt; play");
        html.ShouldContain("A file &amp; more");
        html.ShouldContain("<span class=\"add\">+one</span>");
        html.ShouldContain("exit code 2");
        html.ShouldContain("&lt;script&gt;alert(1)");
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("http:", Case.Insensitive);
        html.ShouldNotContain("Canary");
        html.ShouldContain("********");
    }

    [Fact]
    public async Task A_run_that_was_cut_off_has_a_report_too_and_one_nobody_knows_has_none()
    {
        await RunAsync("apply", Write("- hosts: localhost\n  gather_facts: false\n  tasks:\n    - debug: {msg: x}\n"), "--journal", Journal);
        var events = Path.Combine(Journal, LastRun, "events.jsonl");
        var lines = await File.ReadAllLinesAsync(events, Cancellation);
        await File.WriteAllTextAsync(events, string.Join('\n', lines[..^1]) + "\n" + lines[^1][..20], Cancellation);
        var file = Path.Combine(Folder, "report.html");

        var report = await RunAsync("report", LastRun, "--out", file, "--journal", Journal);
        var none = await RunAsync("report", LastRun[..^1] + "z", "--out", file, "--journal", Journal);

        report.ExitCode.ShouldBe(0, report.Errors);
        (await File.ReadAllTextAsync(file, Cancellation)).ShouldContain("cut off");
        none.ExitCode.ShouldBe(1);
        none.Errors.ShouldContain($"did you mean '{LastRun}'?");
    }
}
