using ApimOrchestrator.Integration.Tests.Lab;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The main job done on bare hosts and taken back from another control machine, which has nothing but the inventory.</summary>
public sealed class UndoneDeploymentTests(LabImages images) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apim-undone-").FullName;
    private readonly Dictionary<string, ILabHost> _hosts = [];
    private INetwork? _network;
    private IVolume? _share;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Inventory => Path.Combine(_folder, "hosts.yml");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Values.OfType<DockerHost>())
        {
            await host.DisposeAsync();
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        if (_share is not null)
        {
            await _share.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("rsync")]
    [InlineData("a shared folder in place of NFS")]
    public async Task A_whole_active_active_run_goes_back_on_all_hosts_to_the_last_bit_after_what_would_be_lost_was_told(string synchronisation)
    {
        images.Require();
        await StartHostsAsync(synchronisation == "rsync" ? LabInventory.Rsync : LabInventory.SharedFolder);
        var before = await TreeAsync();
        var apply = await RunAsync("here", "apply", ActiveActive.Playbook("active-active"));
        apply.ExitCode.ShouldBe(0, apply.Output);
        var run = (string)apply.Events[0]["run"]!;
        (await TreeAsync()).ShouldNotBe(before);

        var refused = await RunAsync("elsewhere", "undo", run);
        var check = await RunAsync("elsewhere", "undo", run, "--force", "--check", "--diff");
        var undo = await RunAsync("elsewhere", "undo", run, "--force");

        refused.ExitCode.ShouldBe(5, refused.Output);
        refused.Output.ShouldContain("/opt/wso2am-3.2.0 was made by the run and now holds");
        check.ExitCode.ShouldBe(0, check.Output);
        undo.ExitCode.ShouldBe(0, undo.Output);
        Lines(await TreeAsync()).Except(Lines(before)).ShouldBeEmpty("what was not there before");
        Lines(before).Except(Lines(await TreeAsync())).ShouldBeEmpty("what was there before");
        foreach (var canary in ActiveActive.Canaries)
        {
            (refused.Output + check.Output + undo.Output).ShouldNotContain(canary);
        }
    }

    private async Task StartHostsAsync(string[] synchronisation)
    {
        _network = await DockerHost.NetworkAsync(Cancellation);
        _share = synchronisation == LabInventory.SharedFolder ? await DockerHost.ShareAsync(Cancellation) : null;
        foreach (var (name, image) in new[] { ("node1", LabImages.Node), ("node2", LabImages.Node), ("km", LabImages.KeyManager) })
        {
            _hosts[name] = await DockerHost.StartAsync(images, image, name, _network, _share, Cancellation);
        }

        await File.WriteAllTextAsync(Inventory, LabInventory.Of(_hosts, ActiveActive.Canaries[0], ActiveActive.Canaries[1], synchronisation), Cancellation);
    }

    private static string[] Lines(string text) => text.Split('\n');

    private Task<ToolRun> RunAsync(string machine, params string[] words) => Tool.EventsAsync(Inventory, Cancellation, [.. words, "--journal", Path.Combine(_folder, machine)]);

    private Task<string> TreeAsync() => HostTrees.OfAsync(_hosts, Cancellation);
}
