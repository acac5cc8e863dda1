using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>What only the real run can find out: programs that fail.</summary>
public sealed class FailingProgramsTests
{
    [Fact]
    public async Task A_command_that_fails_says_so_with_its_exit_code_and_outputs()
    {
        var failure = await FailureOf("command", new() { ["cmd"] = "false" }, new CannedProgram(["false"]) { Exit = 3, Output = "out\n", Error = "err\n" });

        failure.Message.ShouldContain("3");
        failure.Result!.ExitCode.ShouldBe(3);
        failure.Values["stdout"].ShouldBe("out");
        failure.Values["stderr"].ShouldBe("err");
        failure.Values["rc"].ShouldBe(3L);
    }

    [Fact]
    public async Task A_group_that_cannot_be_added_says_why()
    {
        var failure = await FailureOf(
            "group", new() { ["name"] = "wso2" }, new CannedProgram(["getent", "group", "wso2"]) { Exit = 2 }, new CannedProgram(["groupadd", "wso2"]) { Exit = 10, Error = "cannot lock /etc/group\n" });

        failure.Message.ShouldContain("groupadd");
        failure.Result!.Error.ShouldContain("cannot lock");
    }

    [Fact]
    public async Task A_mount_that_fails_leaves_the_mount_table_as_it_was()
    {
        var lab = new MemoryLab();
        var host = lab.Add("node1", new HostCase
        {
            Paths = [(HostPath.Parse("/etc/fstab"), new PathState.File(Content.Of("# x\n"), 0x1A4, "root", "root")), (HostPath.Parse("/srv"), new PathState.Folder(0x1ED, "root", "root"))],
            Programs = [new CannedProgram(["cat", "/proc/self/mountinfo"]), new CannedProgram(["mount", "/srv"]) { Exit = 32, Error = "mount.nfs4: Connection refused\n" }],
        });

        var failure = await FailureOf(host, "mount", new() { ["path"] = "/srv", ["src"] = "10.0.0.9:/srv", ["fstype"] = "nfs4", ["state"] = "mounted" });

        failure.Message.ShouldContain("Connection refused");
        var table = await host.StateOfAsync(HostPath.Parse("/etc/fstab"), PathDetail.Hash, TestContext.Current.CancellationToken);
        table.ShouldBeOfType<PathState.File>().Content.SameAs(Content.Of("# x\n")).ShouldBeTrue();
    }

    private static Task<TaskFailedException> FailureOf(string module, Dictionary<string, object?> arguments, params IReadOnlyList<CannedProgram> programs) =>
        FailureOf(new MemoryLab().Add("node1", new HostCase { Programs = programs }), module, arguments);

    private static Task<TaskFailedException> FailureOf(IHost host, string module, Dictionary<string, object?> arguments) =>
        Should.ThrowAsync<TaskFailedException>(() => CaseRun.Bind(new ModuleCase("test", "test", HostCase.Empty, module, arguments)).ApplyAsync(host, TestContext.Current.CancellationToken));
}
