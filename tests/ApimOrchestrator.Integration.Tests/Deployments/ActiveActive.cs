using ApimOrchestrator.Integration.Tests.Lab;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Two bare hosts and a Key Manager, brought to an active-active deployment with rsync once for all tests of a class: plan, apply, apply again, verify, with the hosts looked at in between.</summary>
public class ActiveActive : IAsyncLifetime
{
    /// <summary>Secrets that must not be seen anywhere.</summary>
    public static readonly string[] Canaries = ["K3ystore.Canary-71", "Tru5tstore.Canary-72"];

    private readonly string _folder = Directory.CreateTempSubdirectory("apim-deployment-").FullName;
    private readonly LabImages _images;
    private readonly string[] _synchronisation;
    private INetwork? _network;
    private IVolume? _share;

    /// <summary>With rsync.</summary>
    public ActiveActive(LabImages images)
        : this(images, LabInventory.Rsync)
    {
    }

    /// <summary>With the variables of the inventory that say how content is kept in step.</summary>
    protected ActiveActive(LabImages images, string[] synchronisation)
    {
        _images = images;
        _synchronisation = synchronisation;
    }

    /// <summary>The hosts by name.</summary>
    public Dictionary<string, ILabHost> Hosts { get; } = [];

    /// <summary>The dry run before anything else.</summary>
    public ToolRun Plan { get; private set; } = null!;

    /// <summary>The real run.</summary>
    public ToolRun Apply { get; private set; } = null!;

    /// <summary>The real run once more.</summary>
    public ToolRun Again { get; private set; } = null!;

    /// <summary>The acceptance.</summary>
    public ToolRun Verify { get; private set; } = null!;

    /// <summary>The dry run of restarting node by node on the running cluster; with rsync only, as all that follows.</summary>
    public ToolRun RestartPlan { get; private set; } = null!;

    /// <summary>The restart node by node.</summary>
    public ToolRun Restart { get; private set; } = null!;

    /// <summary>The dry run of stopping everything.</summary>
    public ToolRun StopPlan { get; private set; } = null!;

    /// <summary>Everything stopped.</summary>
    public ToolRun Stop { get; private set; } = null!;

    /// <summary>The same once more.</summary>
    public ToolRun StopAgain { get; private set; } = null!;

    /// <summary>A start of everything when the Key Manager cannot come up.</summary>
    public ToolRun WithoutKeyManager { get; private set; } = null!;

    /// <summary>What stood on the hosts before and after the dry run.</summary>
    public (string Before, string After) Trees { get; private set; }

    /// <summary>All command lines seen on any host during the real run.</summary>
    public string CommandLines { get; private set; } = "";

    /// <summary>The journal on the control machine.</summary>
    public string Journal => string.Join('\n', Directory.EnumerateFiles(Path.Combine(_folder, "runs"), "*", SearchOption.AllDirectories).Select(File.ReadAllText));

    /// <summary>The inventory that describes the hosts.</summary>
    public string Inventory => Path.Combine(_folder, "hosts.yml");

    /// <summary>How often the command lines of all processes are looked at during the real run.</summary>
    protected virtual string SecondsBetweenLooks => "0.05";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellation = CancellationToken.None;
        if (_images.IsReady)
        {
            await StartHostsAsync(cancellation);
        }

        if (Hosts.Count == 0)
        {
            return;
        }

        await File.WriteAllTextAsync(Inventory, LabInventory.Of(Hosts, Canaries[0], Canaries[1], _synchronisation), cancellation);
        var before = await TreeAsync(cancellation);
        Plan = await RunAsync(["plan", Playbook("active-active")], cancellation);
        Trees = (before, await TreeAsync(cancellation));
        using var watching = new CancellationTokenSource();
        var watchers = Hosts.Values.Select(host => WatchAsync(host, watching.Token)).ToList();
        Apply = await RunAsync(["apply", "--diff", Playbook("active-active")], cancellation);
        await watching.CancelAsync();
        CommandLines = string.Join('\n', await Task.WhenAll(watchers));
        Again = await RunAsync(["apply", "--diff", Playbook("active-active")], cancellation);
        Verify = await RunAsync(["apply", Playbook("verify")], cancellation);
        await AfterwardsAsync(cancellation);
    }

    /// <summary>Skips or fails a test that has no hosts to look at.</summary>
    public virtual void Require() => _images.Require();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await EndHostsAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What is done with the deployment once it is verified.</summary>
    protected virtual async Task AfterwardsAsync(CancellationToken cancellation)
    {
        if (_synchronisation == LabInventory.Rsync)
        {
            await RestartAndStopAsync(cancellation);
            await BreakKeyManagerAsync(cancellation);
        }
    }

    /// <summary>Starts untouched <see cref="Hosts"/>; none where there can be none.</summary>
    protected virtual async Task StartHostsAsync(CancellationToken cancellation)
    {
        _network = await DockerHost.NetworkAsync(cancellation);
        _share = _synchronisation == LabInventory.SharedFolder ? await DockerHost.ShareAsync(cancellation) : null;
        foreach (var (name, image) in new[] { ("node1", LabImages.Node), ("node2", LabImages.Node), ("km", LabImages.KeyManager) })
        {
            Hosts[name] = await DockerHost.StartAsync(_images, image, name, _network, _share, cancellation);
        }
    }

    /// <summary>Removes the hosts.</summary>
    protected virtual async Task EndHostsAsync()
    {
        foreach (var host in Hosts.Values.OfType<DockerHost>())
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
    }

    /// <summary>The file of a playbook of the project, such as <c>verify</c> or <c>steps/10-start</c>.</summary>
    public static string Playbook(string name) => Path.Combine(LabImages.Root, "playbooks", name + ".yml");

    /// <summary>Runs the program on the hosts, with its journal kept for <see cref="Journal"/>.</summary>
    public Task<ToolRun> RunAsync(string[] words, CancellationToken cancellation) =>
        Tool.EventsAsync(Inventory, cancellation, [.. words, "--journal", Path.Combine(_folder, "runs")]);

    /// <summary>Runs the program as a second control machine would, which knows nothing of former runs.</summary>
    protected Task<ToolRun> ElsewhereAsync(string[] words, CancellationToken cancellation) =>
        Tool.EventsAsync(Inventory, cancellation, [.. words, "--journal", Path.Combine(_folder, "elsewhere")]);

    private async Task RestartAndStopAsync(CancellationToken cancellation)
    {
        RestartPlan = await RunAsync(["plan", Playbook("rolling-restart")], cancellation);
        Restart = await RunAsync(["apply", "--diff", Playbook("rolling-restart")], cancellation);
        StopPlan = await RunAsync(["plan", Playbook("stop")], cancellation);
        Stop = await RunAsync(["apply", "--diff", Playbook("stop")], cancellation);
        StopAgain = await RunAsync(["apply", "--diff", Playbook("stop")], cancellation);
    }

    private async Task BreakKeyManagerAsync(CancellationToken cancellation)
    {
        await Hosts["km"].OutputAsync("printf '[a.b]\\nx = 1\\n[a]\\ny = 2\\n' >>/opt/wso2is-5.10.0/repository/conf/deployment.toml", cancellation);
        WithoutKeyManager = await RunAsync(["apply", Playbook("active-active"), "--tags", "start", "-e", "apim_start_timeout=60"], cancellation);
    }

    private async Task<string> TreeAsync(CancellationToken cancellation)
    {
        const string Script = """
            cd / && find etc home opt root srv usr/local var -xdev \( -path 'var/log' -o -path 'var/cache' -o -path var/lib/sudo -o -path var/lib/apt \) -prune -o -printf '%y %m %u %g %s %p %l\n' | sort
            find etc home opt root var/spool -xdev -type f -exec sha256sum {} + | sort -k 2
            """;
        var trees = await Task.WhenAll(Hosts.Select(async host => $"{host.Key}\n{await host.Value.OutputAsync(Script, cancellation)}"));
        return string.Join('\n', trees);
    }

    private async Task<string> WatchAsync(ILabHost host, CancellationToken cancellation)
    {
        // One long look inside the container: a process that lives a tenth of a second is seen with good odds.
        await host.ExecAsync($"nohup sh -c 'while [ ! -e /tmp/.watched ]; do cat /proc/[0-9]*/cmdline 2>/dev/null | tr \"\\0\" \" \"; echo; sleep {SecondsBetweenLooks}; done' >/var/log/watched 2>/dev/null & echo", CancellationToken.None);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            await host.ExecAsync("touch /tmp/.watched; sleep 1; rm -f /tmp/.watched", CancellationToken.None);
        }

        return await host.OutputAsync("sort -u /var/log/watched", CancellationToken.None);
    }
}
