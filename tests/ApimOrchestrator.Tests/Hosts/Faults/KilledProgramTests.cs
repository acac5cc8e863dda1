using System.Diagnostics;
using ApimOrchestrator.Tests.Cli;
using ApimOrchestrator.Tests.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>Real SIGKILLs over a real sshd: of the program, and of the session's sshd.</summary>
public sealed class KilledProgramTests(SshServer server) : ProgramTest, IClassFixture<SshServer>
{
    private const int Points = 6;

    private string In(string name) => Path.Combine(Folder, name);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_moment_the_next_run_finishes_the_work_and_nothing_stays_behind(bool killsSession)
    {
        var words = await PrepareAsync();
        Reset();
        var started = Stopwatch.GetTimestamp();
        (await RunAsync(words)).ExitCode.ShouldBe(0);
        var (final, took) = (Seen(), Stopwatch.GetElapsedTime(started));
        for (var point = 1; point <= Points; point++)
        {
            Reset();
            using (var program = Start(words))
            {
                _ = program.StandardOutput.ReadToEndAsync(Cancellation);
                _ = program.StandardError.ReadToEndAsync(Cancellation);
                await Task.Delay(took * point / (Points + 1), Cancellation);
                Kill(program, killsSession);
                await program.WaitForExitAsync(Cancellation);
            }

            foreach (var file in new[] { "one", "two" }.Select(name => In("tree/" + name)).Where(File.Exists))
            {
                (await File.ReadAllTextAsync(file, Cancellation)).ShouldBeOneOf("old\n", new string('n', 700_000), "n");
            }

            var next = await RunAsync(words);
            next.ExitCode.ShouldBe(0, next.Output + next.Errors);
            Seen().ShouldBe(final);
            (await RunAsync("runs", "--journal", Journal)).Output.ShouldNotContain("cannot be read");
        }
    }

    private void Kill(Process program, bool killsSession)
    {
        if (!killsSession)
        {
            program.Kill();
            return;
        }

        foreach (var session in server.SessionIds)
        {
            using var killed = Process.Start("kill", ["-KILL", session]);
            killed.WaitForExit();
        }
    }

    private async Task<string[]> PrepareAsync()
    {
        var playbook = Write($"""
            - hosts: all
              gather_facts: false
              tasks:
                - file: {"{"}path: {In("tree")}/folder, state: directory, mode: "0750"{"}"}
                - copy: {"{"}dest: {In("tree")}/one, content: "{"{{ 'n' * 700000 }}"}", mode: "0600"{"}"}
                - command: sleep 0.3
                - copy: {"{"}src: large, dest: {In("tree")}/folder/large, mode: "0644"{"}"}
                - copy: {"{"}dest: {In("tree")}/two, content: n, mode: "0640"{"}"}
            """);
        await File.WriteAllBytesAsync(In("large"), new byte[3_000_000], Cancellation);
        var settings = server.Settings();
        await File.WriteAllTextAsync(In("hosts"), $"node1 ansible_host=127.0.0.1 ansible_port={server.Port} ansible_user={settings.User} ansible_ssh_private_key_file={server.Key} ansible_ssh_common_args='{settings.SshArguments}'\n", Cancellation);
        return ["apply", playbook, "-i", In("hosts"), "--journal", Journal];
    }

    private void Reset()
    {
        if (Directory.Exists(In("tree")))
        {
            Directory.Delete(In("tree"), recursive: true);
        }

        Directory.CreateDirectory(In("tree"));
        File.WriteAllText(In("tree/one"), "old\n");
        File.WriteAllText(In("tree/two"), "old\n");
    }

    private string Seen() => string.Join('\n', Directory.EnumerateFileSystemEntries(In("tree"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetUnixFileMode(path)} {(Directory.Exists(path) ? "" : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))}"));
}
