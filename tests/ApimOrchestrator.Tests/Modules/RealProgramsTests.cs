using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>The scripts of modules that run programs, in the shells of real hosts.</summary>
public sealed class RealProgramsTests : AgentTest
{
    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_temporary_file_is_the_users_alone_and_has_a_new_name_each_time(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);

        var first = await RunAsync(host, "tempfile", new() { ["path"] = Folder.Text, ["suffix"] = ".x" });
        var second = await RunAsync(host, "tempfile", new() { ["path"] = Folder.Text, ["state"] = "directory" });

        var path = first.Answer!.Values["path"].ShouldBeOfType<string>();
        path.ShouldStartWith($"{Folder}/ansible.");
        path.ShouldEndWith(".x");
        (await host.StateOfAsync(HostPath.Parse(path), PathDetail.Hash, Cancellation)).ShouldBeOfType<PathState.File>().Mode.ShouldBe(0x180);
        (await host.StateOfAsync(HostPath.Parse((string)second.Answer!.Values["path"]!), PathDetail.Hash, Cancellation)).ShouldBeOfType<PathState.Folder>().Mode.ShouldBe(0x1C0);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_script_runs_with_its_words_and_leaves_nothing(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var script = new Dictionary<string, byte[]> { ["files/my script.sh"] = Encoding.UTF8.GetBytes("#!/bin/sh\necho \"$0|$1|$2|$(pwd)\"\nexit ${3:-0}\n") };

        var run = await RunAsync(host, "script", new() { ["cmd"] = "'my script.sh' 'a  b' $((1+1))", ["chdir"] = Folder.Text }, script);

        var output = ((string)run.Answer!.Values["stdout"]!).Split('|');
        output[1..].ShouldBe(["a  b", "2", Folder.Text]);
        File.Exists(output[0]).ShouldBeFalse();
        var failure = await RunAsync(host, "script", new() { ["cmd"] = "'my script.sh' 1 2 7", ["executable"] = "/bin/sh -e" }, script);
        failure.Failure.ShouldNotBeNull().ShouldContain("7");
    }

    private static Task<CaseRun> RunAsync(IHost host, string module, Dictionary<string, object?> arguments, Dictionary<string, byte[]>? files = null) =>
        CaseRun.OnAsync(host, new ModuleCase("test", "test", HostCase.Empty, module, arguments) { Files = files ?? [] });
}
