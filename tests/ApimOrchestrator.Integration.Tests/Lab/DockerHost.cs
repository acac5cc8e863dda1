using System.Globalization;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>
/// A running lab host: sshd for the users ops (sudo without a password), nosudo (none) and pwsudo (sudo with his password), cron, rsync, a JRE.
/// Its host keys are its own; <see cref="KnownHostsPath"/> holds them as read inside the container.
/// </summary>
public sealed class DockerHost : ILabHost, IAsyncDisposable
{
    private readonly IContainer _container;
    private readonly string _folder = Directory.CreateTempSubdirectory("apim-host-").FullName;

    private DockerHost(IContainer container, string name)
    {
        _container = container;
        Name = name;
    }

    /// <summary>The name on the Docker network, and the host's own.</summary>
    public string Name { get; }

    /// <summary>The container's id, for <c>docker</c> on the command line.</summary>
    public string Id => _container.Id;

    /// <summary>Where sshd is to be reached from here, with <see cref="SshPort"/>.</summary>
    public const string Address = "127.0.0.1";

    /// <inheritdoc/>
    string ILabHost.SshAddress => Address;

    /// <summary>The port of <see cref="Address"/> that leads to sshd.</summary>
    public int SshPort => PortOf(22);

    /// <summary>An OpenSSH known_hosts file with the keys of this host under <c>[127.0.0.1]:port</c>.</summary>
    public string KnownHostsPath => Path.Combine(_folder, "known_hosts");

    /// <summary>The password of ops, nosudo or pwsudo, for sshd and for sudo.</summary>
    public static string PasswordOf(string user) => $"lab-{user}";

    /// <summary>The local port that leads to a port of the host; 22, 8243, 9443 and 9763 are published.</summary>
    public int PortOf(int port) => _container.GetMappedPublicPort(port);

    /// <summary>A network for hosts that are to find one another by name.</summary>
    public static async Task<INetwork> NetworkAsync(CancellationToken cancellation)
    {
        var network = new NetworkBuilder().WithLogger(NullLogger.Instance).WithLabel(DockerEngine.Label, OwnId).Build();
        await network.CreateAsync(cancellation);
        return network;
    }

    /// <summary>Starts a host for API Manager (<see cref="LabImages.Node"/>) and comes back when sshd listens.</summary>
    public static Task<DockerHost> StartAsync(LabImages images, string name, INetwork? network, CancellationToken cancellation) =>
        StartAsync(images, LabImages.Node, name, network, cancellation);

    /// <summary>A folder that hosts share at /srv/apim, owned by the server's user; it stands for an NFS export, which containers cannot mount.</summary>
    public static async Task<IVolume> ShareAsync(CancellationToken cancellation)
    {
        var share = new VolumeBuilder().WithLogger(NullLogger.Instance).WithLabel(DockerEngine.Label, OwnId).Build();
        await share.CreateAsync(cancellation);
        return share;
    }

    /// <summary>Starts a host of any of the images and comes back when sshd listens.</summary>
    public static Task<DockerHost> StartAsync(LabImages images, string image, string name, INetwork? network, CancellationToken cancellation) =>
        StartAsync(images, image, name, network, null, cancellation);

    /// <summary>Starts a host with what <see cref="ShareAsync"/> gave at /srv/apim and comes back when sshd listens.</summary>
    public static async Task<DockerHost> StartAsync(
        LabImages images, string image, string name, INetwork? network, IVolume? share, CancellationToken cancellation)
    {
        images.Require();
        var builder = new ContainerBuilder(image)
            .WithLogger(NullLogger.Instance)
            .WithHostname(name)
            .WithLabel(DockerEngine.Label, OwnId)
            .WithEnvironment("LAB_AUTHORIZED_KEY", (await File.ReadAllTextAsync(LabImages.KeyPath + ".pub", cancellation)).Trim())
            .WithPortBinding(22, true).WithPortBinding(8243, true).WithPortBinding(9443, true).WithPortBinding(9763, true)
            .WithCreateParameterModifier(parameters =>
            {
                // Mounting needs both; all capabilities are not to be had everywhere.
                parameters.HostConfig!.CapAdd = ["SYS_ADMIN", "NET_ADMIN"];
                parameters.HostConfig.SecurityOpt = ["apparmor=unconfined"];
            })
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("Server listening on"));
        if (network is not null)
        {
            builder = builder.WithNetwork(network).WithNetworkAliases(name);
        }

        if (share is not null)
        {
            builder = builder.WithVolumeMount(share, "/srv/apim");
        }

        var host = new DockerHost(builder.Build(), name);
        await host._container.StartAsync(cancellation);
        await host.WriteKnownHostsAsync(cancellation);
        return host;
    }

    /// <summary>Runs a shell line on the host as root, through Docker and not through SSH; standard output and error, and the exit code.</summary>
    public async Task<ExecResult> ExecAsync(string script, CancellationToken cancellation) =>
        await _container.ExecAsync(["sh", "-c", script], cancellation);

    /// <summary>The standard output of a shell line that must succeed, run as the owner of the server's files.</summary>
    public async Task<string> OutputAsServerUserAsync(string script, CancellationToken cancellation) =>
        await this.OutputAsync($"runuser -u wso2carbon -- sh -c {Quote(script)}", cancellation);

    /// <summary>Writes a file on the host, owned by root.</summary>
    public async Task WriteAsync(string path, byte[] content, CancellationToken cancellation) =>
        await _container.CopyAsync(content, path, ct: cancellation);

    /// <summary>Copies a file of this machine to the host.</summary>
    public async Task CopyAsync(string local, string path, CancellationToken cancellation) =>
        await WriteAsync(path, await File.ReadAllBytesAsync(local, cancellation), cancellation);

    /// <summary>Freezes the host: sockets stay open, nothing answers.</summary>
    public Task PauseAsync(CancellationToken cancellation) => _container.PauseAsync(cancellation);

    /// <summary>Ends <see cref="PauseAsync"/>.</summary>
    public Task UnpauseAsync(CancellationToken cancellation) => _container.UnpauseAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string OwnId => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private async Task WriteKnownHostsAsync(CancellationToken cancellation)
    {
        var keys = await this.OutputAsync("cat /etc/ssh/ssh_host_*_key.pub", cancellation);
        var lines = keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"[{Address}]:{SshPort} {line}");
        await File.WriteAllLinesAsync(KnownHostsPath, lines, cancellation);
    }
}
