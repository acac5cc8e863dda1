using System.ComponentModel;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>The shell scripts of the repository.</summary>
public sealed class ScriptsTests
{
    public static TheoryData<string> Scripts { get; } =
    [
        "scripts/lab", "scripts/demo", "scripts/test", "scripts/lib.sh", ".ci/run", "tests/hosts/host/lab-host",
        "tests/hosts/standin/build-packs", "tests/hosts/standin/pack/common/bin/wso2server.sh",
        "tests/vms/vmlab", "tests/vms/files/usr/local/sbin/vm-init", "tests/vms/files/usr/local/sbin/vm-configure",
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task ShellCheck_has_nothing_to_say(string script)
    {
        try
        {
            var (exitCode, output) = await LabCommand.RunAsync(
                "shellcheck", ["-x", "-P", LabImages.Root, Path.Combine(LabImages.Root, script)], TestContext.Current.CancellationToken);
            exitCode.ShouldBe(0, output);
        }
        catch (Win32Exception)
        {
            Assert.Skip("shellcheck is not installed");
        }
    }

    [Theory]
    [InlineData("scripts/lab")]
    [InlineData("scripts/demo")]
    [InlineData("tests/vms/vmlab")]
    public async Task A_word_it_does_not_know_gets_the_usage_and_exit_code_1(string script)
    {
        var (exitCode, output) = await LabCommand.RunAsync(
            Path.Combine(LabImages.Root, script), ["--no-such-word"], TestContext.Current.CancellationToken);

        exitCode.ShouldBe(1);
        output.ShouldContain(script);
    }
}
