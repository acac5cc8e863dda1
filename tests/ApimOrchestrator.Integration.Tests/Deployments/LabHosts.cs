using ApimOrchestrator.Integration.Tests.Lab;
using DotNet.Testcontainers.Networks;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Hosts for API Manager that tests install packs on, and inventories for them.</summary>
public sealed class LabHosts(LabImages images) : IAsyncLifetime
{
    private INetwork? _network;
    private int _inventories;

    /// <summary>A folder on the control machine.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("apim-lab-hosts-").FullName;

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>The nodes by name: node1, node2 and so on.</summary>
    public Dictionary<string, DockerHost> Hosts { get; } = [];

    /// <summary>Hosts besides them, by the group of the inventory each is in.</summary>
    public Dictionary<string, DockerHost> Others { get; } = [];

    /// <summary>Starts another host on the same network, unless it is there already.</summary>
    public async Task<DockerHost> WithAsync(string group, string name, string image, CancellationToken cancellation)
    {
        if (!Others.TryGetValue(group, out var host))
        {
            host = Others[group] = await DockerHost.StartAsync(images, image, name, _network, cancellation);
        }

        return host;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!images.IsReady)
        {
            return;
        }

        _network = await DockerHost.NetworkAsync(CancellationToken.None);
        foreach (var name in Enumerable.Range(1, Nodes).Select(number => $"node{number}"))
        {
            Hosts[name] = await DockerHost.StartAsync(images, name, _network, CancellationToken.None);
        }
    }

    /// <summary>Writes an inventory of the nodes and of those other hosts whose groups are named.</summary>
    /// <param name="variables">Variables in YAML, each line a <c>name: value</c> without indentation.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <param name="groups">The groups of other hosts.</param>
    public async Task<string> InventoryAsync(string variables, CancellationToken cancellation, params IEnumerable<string> groups)
    {
        string[] common =
        [
            $"ansible_host: {DockerHost.Address}", "ansible_user: ops", "ansible_become: true", $"ansible_ssh_private_key_file: {LabImages.KeyPath}",
            "apim_hostname: api.am.lab", "apim_gateway_hostname: gw.am.lab", "apim_start_timeout: 180",
        ];
        var lines = common.Concat(variables.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => $"    {line}\n");
        var hosts = string.Concat(Hosts.Values.Select(Line));
        var others = string.Concat(groups.Select(group => $"    {group}:\n      hosts:\n{Line(Others[group])}"));
        var file = Path.Combine(Folder, $"hosts{Interlocked.Increment(ref _inventories)}.yml");
        await File.WriteAllTextAsync(file, $"all:\n  vars:\n{string.Concat(lines)}  children:\n    apim:\n      hosts:\n{hosts}{others}", cancellation);
        return file;
    }

    /// <summary>Runs the program with one of the inventories.</summary>
    public Task<ToolRun> RunAsync(string inventory, CancellationToken cancellation, params string[] words) =>
        Tool.EventsAsync(inventory, cancellation, [.. words, "--journal", Path.Combine(Folder, "runs")]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts.Values.Concat(Others.Values))
        {
            await host.DisposeAsync();
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static string Line(DockerHost host) =>
        $"        {host.Name}: {{ansible_port: {host.SshPort}, ansible_ssh_common_args: -o UserKnownHostsFile={host.KnownHostsPath}, apim_node_hostname: {host.Name}}}\n";
}
