using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Hosts.Ssh;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>A host that cannot take what it is given: one clear line, the old file stays, nothing is left behind.</summary>
public sealed class FullHostTests : AgentTest
{
    [Theory]
    [InlineData("size=64k", 200_000, "No space left on device")]
    [InlineData("size=1m,nr_inodes=3", 100, "No space left on device")]
    [InlineData("size=1m,ro", 100, "Read-only file system")]
    public async Task A_file_system_that_takes_nothing_keeps_the_old_file_and_is_told_by_name(string options, int bytes, string reason)
    {
        var mount = Folder.Combine("small").Text;
        Directory.CreateDirectory(mount);
        Assert.SkipUnless(IsRoot && TryMount(options.Replace(",ro", "", StringComparison.Ordinal), mount), "file systems cannot be mounted here");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(mount, "file"), "old\n", Cancellation);
            if (options.Contains("nr_inodes", StringComparison.Ordinal))
            {
                await File.WriteAllTextAsync(Path.Combine(mount, "other"), "", Cancellation);
            }

            if (options.EndsWith(",ro", StringComparison.Ordinal))
            {
                SshServer.Run("mount", "-o", "remount,ro", mount);
            }

            await using var client = await Shells.StartAsync("dash");
            var host = Shells.Host(client);
            var path = Folder.Combine("small/file");
            var before = await host.StateOfAsync(path, PathDetail.Hash, Cancellation);

            var failed = await Should.ThrowAsync<TaskFailedException>(() => host.PutAsync(new PathChange(path, before, FileOf(new byte[bytes])), Cancellation));

            failed.Message.ShouldBe($"cannot change {path}: {reason}");
            (await File.ReadAllTextAsync(path.Text, Cancellation)).ShouldBe("old\n");
            Left().ShouldBeEmpty();
        }
        finally
        {
            SshServer.Run("umount", mount);
        }
    }

    [Fact]
    public async Task A_gigabyte_of_output_is_read_on_and_dropped_with_a_word_about_it()
    {
        await using var client = await Shells.StartAsync("dash");
        var command = new Command("head", "-c", "1073741824", "/dev/zero");
        var before = GC.GetTotalAllocatedBytes();

        var result = await Shells.Host(client).RunAsync(command, Change.Opaque(command), Cancellation);

        result.ExitCode.ShouldBe(0);
        result.Output.Length.ShouldBeLessThanOrEqualTo(16 << 20);
        result.Error.ShouldContain("it printed 1073741824 bytes; only the first 16777216 are kept");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(600L << 20);
        (await Shells.Host(client).StateOfAsync(Folder, PathDetail.Attributes, Cancellation)).ShouldBeOfType<PathState.Folder>();
    }

    private static bool TryMount(string options, string folder)
    {
        try
        {
            SshServer.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
