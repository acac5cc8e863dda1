using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Hosts.Ssh;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Ssh;

/// <summary>A real sshd on a loopback port, with keys and known_hosts of its own; the user's own SSH files are not touched.</summary>
public sealed class SshServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apim-sshd-").FullName;
    private readonly List<Process> _servers = [];

    public int Port { get; } = FreePort();

    public string Key => In("user");

    public string KnownName => $"[127.0.0.1]:{Port}";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/sbin/sshd"))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("APIM_TESTS_WITHOUT_SSHD") == "1", "sshd is not installed");
            Assert.Fail("sshd is not installed: apt-get install openssh-server, or set APIM_TESTS_WITHOUT_SSHD=1 to skip");
        }

        foreach (var type in new[] { "ed25519", "rsa", "ecdsa" })
        {
            NewKey($"host-{type}", type);
        }

        NewKey("user", "ed25519");
        File.Copy(In("user.pub"), In("authorized"));
        await StartAsync("main", Port, "");
        File.WriteAllText(In("empty"), "");
        File.WriteAllText(In("known"), KnownLines(KnownName));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sshd in _servers)
        {
            sshd.Kill(entireProcessTree: true);
            await sshd.WaitForExitAsync();
            sshd.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public string In(string name) => Path.Combine(_folder, name);

    public string WriteKnown(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public string PublicKey(string name) => string.Join(' ', File.ReadAllText(In(name + ".pub")).Split(' ')[..2]);

    public string KnownLines(string name, params string[] types) =>
        string.Concat((types.Length > 0 ? types : ["ed25519", "rsa", "ecdsa"]).Select(type => $"{name} {PublicKey("host-" + type).Trim()}\n"));

    public void NewKey(string name, string type, string passphrase = "") => Run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "test", "-f", In(name));

    public ConnectionSettings Settings(string known = "known", string arguments = "") => new("node1", "127.0.0.1")
    {
        Port = Port,
        User = Environment.UserName,
        PrivateKeyFile = Key,
        SshArguments = $"-F {In("empty")} -o UserKnownHostsFile={In(known)} {arguments}",
        Timeout = TimeSpan.FromSeconds(10),
    };

    public static async Task<AgentClient> StartAsync(ConnectionSettings settings, HostKeyChecking checking = HostKeyChecking.Strict)
    {
        var transport = new SshTransport(settings, checking);
        return await AgentClient.StartAsync(transport, new AgentOptions { Patience = settings.Timeout }, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static string Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {error}");
    }

    /// <summary>The session's own sshd: the parent of the agent.</summary>
    public static string SessionOf(AgentClient client) => File.ReadAllText($"/proc/{client.Hello.Pid}/stat").Split(") ")[1].Split(' ')[1];

    /// <summary>The process numbers of the sshds that serve connections.</summary>
    public string[] SessionIds => File.ReadAllText($"/proc/{_servers[0].Id}/task/{_servers[0].Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Starts an sshd of its own with more configuration; ends with this one.</summary>
    public async Task StartAsync(string name, int port, string more)
    {
        File.WriteAllText(
            In(name + ".conf"),
            $"""
            ListenAddress 127.0.0.1
            Port {port}
            HostKey {In("host-ed25519")}
            HostKey {In("host-rsa")}
            HostKey {In("host-ecdsa")}
            AuthorizedKeysFile {In("authorized")}
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PasswordAuthentication yes
            MaxStartups 100
            LogLevel ERROR
            {more}

            """);
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        var sshd = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", In(name + ".conf")]) { RedirectStandardError = true })!;
        _servers.Add(sshd);
        await WaitForPortAsync(port);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task WaitForPortAsync(int port)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
