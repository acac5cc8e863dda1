using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ApimOrchestrator.Integration.Tests.Lab;
using DotNet.Testcontainers.Networks;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>Two nodes behind nginx, brought up by the playbook once for all tests of a class, and clients for them.</summary>
public sealed class BalancedCluster(LabImages images) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apim-balanced-").FullName;
    private INetwork? _network;
    private X509Certificate2? _certificate;
    private string _address = "";

    /// <summary>The hosts by name: node1, node2, lb.</summary>
    public Dictionary<string, DockerHost> Hosts { get; } = [];

    /// <summary>The dry run before anything else.</summary>
    public ToolRun Plan { get; private set; } = null!;

    /// <summary>The real run.</summary>
    public ToolRun Apply { get; private set; } = null!;

    /// <summary>The real run once more.</summary>
    public ToolRun Again { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!images.IsReady)
        {
            return;
        }

        var cancellation = CancellationToken.None;
        _network = await DockerHost.NetworkAsync(cancellation);
        foreach (var (name, image) in new[] { ("node1", LabImages.Node), ("node2", LabImages.Node), ("lb", LabImages.LoadBalancer) })
        {
            Hosts[name] = await DockerHost.StartAsync(images, image, name, _network, cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "hosts.yml"), Inventory(), cancellation);
        Plan = await RunAsync("plan", "active-active", cancellation);
        Apply = await RunAsync("apply", "active-active", cancellation);
        Again = await RunAsync("apply", "active-active", cancellation);
        if (Apply.ExitCode == 0)
        {
            _address = (await Hosts["lb"].OutputAsync("hostname -i", cancellation)).Trim().Split(' ')[0];
            await LearnCertificateAsync(cancellation);
        }
    }

    /// <summary>From now on clients trust the certificate that nginx has now.</summary>
    public async Task LearnCertificateAsync(CancellationToken cancellation) =>
        _certificate = X509Certificate2.CreateFromPem(await Hosts["lb"].OutputAsync("cat /etc/nginx/ssl/apim.pem", cancellation));

    /// <summary>Runs one of the playbooks.</summary>
    public Task<ToolRun> RunAsync(string command, string playbook, CancellationToken cancellation, params string[] options) =>
        Tool.EventsAsync(Path.Combine(_folder, "hosts.yml"), cancellation, [command, ActiveActive.Playbook(playbook), "--journal", Path.Combine(_folder, "runs"), .. options]);

    /// <summary>A client to whom every name is the load balancer, and who trusts the nodes' certificate alone, for the names in it. One connection a request, as many users would make.</summary>
    /// <param name="anyIssuer">Whether the client takes any certificate for the name, while the certificate is changed.</param>
    public HttpMessageInvoker Client(bool anyIssuer = false)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(_certificate ?? throw new InvalidOperationException($"the cluster was not brought up:\n{Apply.Output}"));
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            SslOptions = anyIssuer ? new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 } : new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Parse(_address), context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }

    /// <summary>The status of one request, with its redirection.</summary>
    public static async Task<(int Status, string? Location)> GetAsync(HttpMessageInvoker client, string url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await client.SendAsync(request, cancellation);
        return ((int)response.StatusCode, response.Headers.Location?.ToString());
    }

    /// <summary>Asks for portals and APIs without a pause, by four users, while something else happens; how often each answer came, errors by their words.</summary>
    public async Task<IReadOnlyDictionary<string, int>> UnderLoadAsync(Func<Task> happening, CancellationToken cancellation, bool anyIssuer = false)
    {
        var answers = new ConcurrentDictionary<string, int>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        string[] urls = ["https://api.am.lab/publisher", "https://gw.am.lab/token", "https://gw.am.lab/revoke", "http://gw.am.lab/token"];
        var users = urls.Select(url => AskAsync(url, anyIssuer, answers, ending.Token)).ToList();
        try
        {
            await happening();
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(users);
        }

        return answers;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts.Values)
        {
            await host.DisposeAsync();
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _certificate?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AskAsync(string url, bool anyIssuer, ConcurrentDictionary<string, int> answers, CancellationToken ending)
    {
        using var client = Client(anyIssuer);
        while (!ending.IsCancellationRequested)
        {
            var answer = "";
            try
            {
                answer = $"{url}: {(await GetAsync(client, url, CancellationToken.None)).Status}";
            }
            catch (HttpRequestException refused)
            {
                answer = $"{url}: {refused.Message}";
            }

            answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    private string Inventory()
    {
        string Host(string name) => $"        {name}: {{ansible_port: {Hosts[name].SshPort}, ansible_ssh_common_args: -o UserKnownHostsFile={Hosts[name].KnownHostsPath}, apim_node_hostname: {name}}}\n";
        return $$"""
            all:
              vars:
                ansible_host: {{DockerHost.Address}}
                ansible_user: ops
                ansible_become: true
                ansible_ssh_private_key_file: {{LabImages.KeyPath}}
                apim_pack: {{LabImages.PackPath}}
                apim_hostname: api.am.lab
                apim_gateway_hostname: gw.am.lab
                apim_lb_blocked_paths: [/carbon, /services]
                apim_start_timeout: {{(LabImages.PackIsReal ? 1800 : 180)}}
              children:
                apim:
                  hosts:
            """ + "\n" + Host("node1") + Host("node2") + "    load_balancer:\n      hosts:\n" + Host("lb");
    }
}
