using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ApimOrchestrator.Ansible.Tests.Tools;

/// <summary>A real sshd on a loopback port, with keys of its own, for as long as a test class runs.</summary>
public sealed class LoopbackSshd : IAsyncLifetime
{
    private readonly string _folder = Scratch.OfProcess("sshd");
    private Process? _sshd;

    /// <summary>Its port.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The words of an inventory that lead a host there.</summary>
    public string HostVariables =>
        $"ansible_host=127.0.0.1 ansible_port={Port} ansible_user=root ansible_ssh_private_key_file={In("user")} ansible_python_interpreter=/usr/bin/python3 "
        + $"ansible_ssh_common_args='-F /dev/null -o UserKnownHostsFile={In("known")} -o StrictHostKeyChecking=yes'";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/sbin/sshd"), "needs root and sshd");
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var key in new[] { "host", "user" })
        {
            var made = await Programs.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", In(key)], _folder, "", new Dictionary<string, string>(), cancellation);
            Assert.True(made.ExitCode == 0, made.ToString());
        }

        File.WriteAllText(In("known"), $"[127.0.0.1]:{Port} {File.ReadAllText(In("host.pub"))}");
        File.WriteAllText(In("sshd.conf"), $"ListenAddress 127.0.0.1\nPort {Port}\nHostKey {In("host")}\nAuthorizedKeysFile {In("user.pub")}\nPidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\nMaxStartups 100\nLogLevel ERROR\n");
        Directory.CreateDirectory("/run/sshd");
        _sshd = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", In("sshd.conf")]) { RedirectStandardError = true })!;
        for (var tries = 0; tries < 100 && !await AnswersAsync(cancellation); tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_sshd is not null)
        {
            _sshd.Kill(entireProcessTree: true);
            await _sshd.WaitForExitAsync();
            _sshd.Dispose();
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
