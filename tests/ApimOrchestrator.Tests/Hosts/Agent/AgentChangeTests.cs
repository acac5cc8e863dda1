using System.Diagnostics;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

public sealed class AgentChangeTests : AgentTest
{
    private static readonly PathState Absent = new PathState.Absent();

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Files_of_any_size_and_bytes_arrive_whole(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        foreach (var size in new[] { 0, 1, 256, 65_536, 65_537, 1 << 20, (1 << 20) + 1, 5_000_000 })
        {
            var bytes = size == 256 ? [.. Enumerable.Range(0, 256).Select(static b => (byte)b)] : RandomNumberGenerator.GetBytes(size);
            var path = Folder.Combine($"a file of {size}'s");
            await host.PutAsync(new PathChange(path, Absent, FileOf(bytes, 0x1A0)), Cancellation);
            File.ReadAllBytes(path.Text).ShouldBe(bytes);
            var state = await host.StateOfAsync(path, PathDetail.Hash, Cancellation);
            state.SameAs(FileOf(bytes, 0x1A0)).ShouldBeTrue($"{size}: {state}");
        }

        Left().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_batch_goes_through_all_kinds_in_order_and_one_round_trip(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var (folder, file, link) = (Folder.Combine("d"), Folder.Combine("d/f"), Folder.Combine("d/l"));
        var (me, text) = (Environment.UserName, FileOf("one\n"));
        var before = client.RoundTrips;
        await host.PutAsync(
            [
                new PathChange(folder, Absent, new PathState.Folder(0x1ED, me, me)), new PathChange(file, Absent, text), new PathChange(link, Absent, new PathState.Link("f", me, me)),
                new PathChange(file, text, FileOf("two\n", 0x180)), new PathChange(file, FileOf("two\n", 0x180), FileOf("two\n", 0x1C0)), new PathChange(link, new PathState.Link("f", me, me), new PathState.Link("g h", me, me)),
                new PathChange(folder, new PathState.Folder(0x1ED, me, me), new PathState.Folder(0x5C0, me, me)), new PathChange(file, text, text),
            ],
            Cancellation);
        (client.RoundTrips - before).ShouldBe(1);
        var states = await host.StatesOfAsync([folder, file, link], PathDetail.Hash, Cancellation);
        states[0].SameAs(new PathState.Folder(0x5C0, me, me)).ShouldBeTrue($"{states[0]}");
        states[1].SameAs(FileOf("two\n", 0x1C0)).ShouldBeTrue($"{states[1]}");
        states[2].SameAs(new PathState.Link("g h", me, me)).ShouldBeTrue($"{states[2]}");

        await host.PutAsync([new PathChange(link, states[2], FileOf("a file now\n")), new PathChange(file, states[1], new PathState.Link("x", me, me))], Cancellation);
        File.ReadAllText(link.Text).ShouldBe("a file now\n");
        await host.PutAsync(new PathChange(folder, states[0], Absent), Cancellation);
        Directory.Exists(folder.Text).ShouldBeFalse();
        Directory.GetFileSystemEntries(Folder.Text).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_path_that_is_no_longer_as_seen_is_left_alone_and_so_is_the_rest_of_the_batch(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var path = Folder.Combine("f");
        File.WriteAllText(path.Text, "changed by another\n");
        foreach (var seen in new PathState[] { Absent, FileOf("seen\n"), new PathState.Link("f", "root", "root"), new PathState.Folder(0x1ED, "root", "root") })
        {
            var problem = await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync([new PathChange(path, seen, FileOf("mine\n")), new PathChange(Folder.Combine("later"), Absent, FileOf("x"))], Cancellation));
            problem.Message.ShouldContain(path.Text);
            problem.Message.ShouldContain($"no longer the {seen.Kind}");
            problem.Subject.ShouldBe(path.Text);
        }

        File.ReadAllText(path.Text).ShouldBe("changed by another\n");
        File.Exists(Folder.Combine("later").Text).ShouldBeFalse();
        Left().ShouldBeEmpty();
        await host.PutAsync(new PathChange(path, FileOf("changed by another\n"), FileOf("mine\n")), Cancellation);
        File.ReadAllText(path.Text).ShouldBe("mine\n");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_write_without_room_leaves_the_old_file_and_says_so(string shell)
    {
        Assert.SkipUnless(IsRoot, "mounting a small file system needs root");
        var mount = Folder.Combine("small");
        Directory.CreateDirectory(mount.Text);
        Run("mount", "-t", "tmpfs", "-o", "size=2m", "none", mount.Text);
        try
        {
            var path = mount.Combine("f");
            File.WriteAllText(path.Text, "old\n");
            await using var client = await Shells.StartAsync(shell);
            var host = Shells.Host(client);
            foreach (var size in new[] { 3 << 20, 5 << 20 })
            {
                var problem = await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(new PathChange(path, FileOf("old\n"), FileOf(new byte[size])), Cancellation));
                problem.Message.ShouldBe($"cannot change {path}: No space left on device");
            }

            Run("dd", "if=/dev/zero", $"of={mount}/fill", "bs=1M", "count=2");
            (await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(new PathChange(path, FileOf("old\n"), FileOf(new byte[500_000])), Cancellation))).Message.ShouldBe($"cannot change {path}: No space left on device");
            File.ReadAllText(path.Text).ShouldBe("old\n");
            Left().ShouldBeEmpty();
            var blocked = await Should.ThrowAsync<TaskFailedException>(async () => await host.PutAsync(new PathChange(Folder, await host.StateOfAsync(Folder, PathDetail.Hash, Cancellation), Absent), Cancellation));
            blocked.Message.ShouldContain($"a file system is mounted at {mount}");
            File.Exists(path.Text).ShouldBeTrue();
        }
        finally
        {
            Run("umount", mount.Text);
        }
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_refused_write_is_one_clear_line(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        async Task<string> ProblemOf(PathChange change) => (await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(change, Cancellation))).Message;
        var missing = Folder.Combine("no/such");
        (await ProblemOf(new PathChange(missing, Absent, FileOf("x")))).ShouldBe($"cannot create {missing}: No such file or directory");
        (await ProblemOf(new PathChange(missing, Absent, FileOf(new byte[3 << 20])))).ShouldBe($"cannot create {missing}: No such file or directory");
        (await ProblemOf(new PathChange(missing, Absent, new PathState.Folder(0x1ED, "root", "root")))).ShouldBe($"cannot create {missing}: No such file or directory");
        (await ProblemOf(new PathChange(Folder.Combine("f"), Absent, new PathState.File(Content.Of("x"), 0x1A4, "nobody-such", "root")))).ShouldContain("nobody-such");
        Directory.GetFileSystemEntries(Folder.Text).ShouldBeEmpty();
        await host.PutAsync(new PathChange(Folder.Combine("f"), Absent, FileOf("still works")), Cancellation);
    }

    [Fact]
    public async Task A_file_that_may_not_be_changed_stays_and_says_why()
    {
        Assert.SkipUnless(IsRoot, "setting the immutable attribute needs root");
        var path = Folder.Combine("f");
        File.WriteAllText(path.Text, "old\n");
        Assert.SkipUnless(Run("chattr", "+i", path.Text) == 0, "the file system has no immutable attribute");
        try
        {
            await using var client = await Shells.StartAsync("dash");
            var problem = await Should.ThrowAsync<TaskFailedException>(() => Shells.Host(client).PutAsync(new PathChange(path, FileOf("old\n"), FileOf("new\n")), Cancellation));
            problem.Message.ShouldBe($"cannot change {path}: Operation not permitted");
            File.ReadAllText(path.Text).ShouldBe("old\n");
            Left().ShouldBeEmpty();
        }
        finally
        {
            Run("chattr", "-i", path.Text);
        }
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task An_agent_that_only_looks_cannot_change_anything(string shell)
    {
        await using var client = await Shells.StartAsync(shell, lookOnly: true);
        var host = Shells.Host(client);
        var path = Folder.Combine("f");
        (await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(new PathChange(path, Absent, FileOf("x")), Cancellation))).Message.ShouldContain("look only");
        var result = await host.RunAsync(new Command("touch", path.Text), Change.Opaque(new Command("touch")), Cancellation);
        result.ExitCode.ShouldBe(125);
        (await Should.ThrowAsync<TaskFailedException>(() => host.LockAsync(Folder.Combine("lock"), "me", (9, 9), Cancellation))).Message.ShouldContain("look only");
        Directory.GetFileSystemEntries(Folder.Text).ShouldBeEmpty();
        (await host.StateOfAsync(path, PathDetail.Hash, Cancellation)).ShouldBeOfType<PathState.Absent>();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Content_can_be_copied_within_a_host_and_from_one_to_another(string shell)
    {
        var bytes = RandomNumberGenerator.GetBytes(3_333_333);
        File.WriteAllBytes(Folder.Combine("from").Text, bytes);
        await using var client = await Shells.StartAsync(shell);
        await using var other = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        foreach (var (source, to) in new[] { (host, "here"), (Shells.Host(other), "there") })
        {
            var state = (PathState.File)await source.StateOfAsync(Folder.Combine("from"), PathDetail.Hash, Cancellation);
            await host.PutAsync(new PathChange(Folder.Combine(to), Absent, state), Cancellation);
            File.ReadAllBytes(Folder.Combine(to).Text).ShouldBe(bytes);
        }
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_file_is_replaced_by_a_link_that_leads_to_itself_in_one_step(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        foreach (var target in new[] { "f", Folder.Combine("f").Text, Folder.Combine("twin").Text })
        {
            var path = Folder.Combine("f");
            await host.PutAsync(new PathChange(path, Absent, FileOf("x")), Cancellation);
            Run("ln", "-f", path.Text, Folder.Combine("twin").Text);
            var before = await host.StateOfAsync(path, PathDetail.Hash, Cancellation);

            await host.PutAsync(new PathChange(path, before, new PathState.Link(target, Environment.UserName, Environment.UserName)), Cancellation);

            (await host.StateOfAsync(path, PathDetail.Hash, Cancellation)).ShouldBeOfType<PathState.Link>().Target.ShouldBe(target);
            Left().ShouldBeEmpty();
            Run("rm", path.Text);
        }
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task What_was_there_is_kept_before_it_is_changed(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var journal = Folder.Combine("journal's");
        var host = new ApimOrchestrator.Hosts.Agent.AgentHost("here", _ => Task.FromResult(client), new(_ => null!, _ => null!), TimeProvider.System) { Journal = change => (journal.Text, $"{{\"path\":\"{change.Path}\"}}") };
        var path = Folder.Combine("f");
        File.WriteAllText(path.Text, "old\n");
        await host.PutAsync([new PathChange(path, FileOf("old\n"), FileOf("new\n")), new PathChange(Folder.Combine("g"), Absent, FileOf("g"))], Cancellation);
        File.ReadAllText(journal.Combine("content/" + Content.Of("old\n").Sha256).Text).ShouldBe("old\n");
        File.ReadAllLines(journal.Combine("journal").Text).ShouldBe([$"{{\"path\":\"{path}\"}}", $"{{\"path\":\"{Folder}/g\"}}"]);
        File.GetUnixFileMode(journal.Text).ShouldBe((UnixFileMode)0x1C0);
        File.GetUnixFileMode(journal.Combine("journal").Text).ShouldBe((UnixFileMode)0x180);
        File.GetUnixFileMode(journal.Combine("content/" + Content.Of("old\n").Sha256).Text).ShouldBe((UnixFileMode)0x180);
    }

    private static int Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
