using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Local;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

/// <summary>The shells the agent must work under, and agents over a local process.</summary>
internal static class Shells
{
    public static TheoryData<string> All => ["dash", "bash --posix", "busybox sh"];

    public static async Task<AgentClient> StartAsync(string shell, bool lookOnly = false, BecomeSettings? become = null, TimeSpan? patience = null)
    {
        var program = shell.Split(' ')[0];
        if (!File.Exists($"/usr/bin/{program}") && !File.Exists($"/bin/{program}"))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("APIM_TESTS_WITHOUT_SHELLS") == "1", $"{program} is not installed");
            Assert.Fail($"{program} is not installed: apt-get install {program}, or set APIM_TESTS_WITHOUT_SHELLS=1 to skip");
        }

        var options = new AgentOptions { Shell = Shell(program, shell), LookOnly = lookOnly, Become = become };
        return await AgentClient.StartAsync(new ProcessTransport("here"), options with { Patience = patience ?? options.Patience }, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static AgentHost Host(AgentClient client) => new(
        "here",
        _ => Task.FromResult(client),
        new AgentRelatives(_ => throw new TaskFailedException("no other user"), name => throw new TaskFailedException($"no host {name}")),
        TimeProvider.System);

    // busybox's own stat, sha256sum, find, mv and dd must do as well
    private static string Shell(string program, string shell) => program == "busybox" ? $"env PATH={BusyBox.Value}:/usr/sbin:/sbin {shell}" : shell;

    private static readonly Lazy<string> BusyBox = new(static () =>
    {
        var folder = Directory.CreateTempSubdirectory("apim-busybox-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var list = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("busybox", "--list") { RedirectStandardOutput = true })!;
        foreach (var applet in list.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Except(["busybox"]))
        {
            File.CreateSymbolicLink(Path.Combine(folder, applet), "/usr/bin/busybox");
        }

        File.CreateSymbolicLink(Path.Combine(folder, "busybox"), "/usr/bin/busybox");
        return folder;
    });
}
