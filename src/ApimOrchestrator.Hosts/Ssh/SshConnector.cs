using System.Net.Sockets;
using ApimOrchestrator.Core.Hosts;
using Polly;
using Polly.Retry;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>Makes SSH connections: host key checked, fast algorithms first, every failure told in one line. Blocks; call it on a thread of its own.</summary>
/// <param name="hostName">The host's inventory name, for errors.</param>
internal sealed class SshConnector(string hostName)
{
    // A server that is just starting refuses or drops connections for a moment; a wrong key or password stays wrong.
    private static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(300),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<HostLostException>(static lost => lost.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } or SshConnectionException),
        })
        .Build();

    /// <summary>Connects, through the target's jump hosts where it has some.</summary>
    /// <param name="target">Where to and as whom.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="HostLostException">No connection could be made.</exception>
    public SshConnection Connect(SshTarget target, CancellationToken cancellation)
    {
        var opened = new List<IDisposable>();
        try
        {
            var (address, port) = target.Jump is null ? (target.Host, target.Port) : Forward(target, opened, cancellation);
            var client = Retries.Execute(token => ConnectOnce(target, address, port, token), cancellation);
            opened.Add(client);
            return new SshConnection(client, opened);
        }
        catch
        {
            opened.Reverse();
            opened.ForEach(one => one.Dispose());
            throw;
        }
    }

    private (string Address, int Port) Forward(SshTarget target, List<IDisposable> opened, CancellationToken cancellation)
    {
        var jump = Connect(target.Jump!, cancellation);
        opened.AddRange(jump.Opened);
        var tunnel = new ForwardedPortLocal("127.0.0.1", 0, target.Host, (uint)target.Port);
        jump.Client.AddForwardedPort(tunnel);
        tunnel.Start();
        opened.Add(tunnel);
        return ("127.0.0.1", (int)tunnel.BoundPort);
    }

    private SshClient ConnectOnce(SshTarget target, string address, int port, CancellationToken cancellation)
    {
        var known = KnownHosts.Read(target.KnownHostsFiles);
        var connection = new ConnectionInfo(address, port, target.User, SshKeys.MethodsFor(target, hostName)) { Timeout = target.Timeout, MaxSessions = 32 };
        Prefer(connection, known.TypesOf(target.KnownName));
        var client = new SshClient(connection);
        client.HostKeyReceived += (_, shown) => shown.CanTrust = Trust(target, known, shown);
        try
        {
            // The library's asynchronous form blocks all the same; this one is honest about it.
            using var stop = cancellation.Register(client.Dispose);
            client.Connect();
            return client;
        }
        catch (Exception problem) when (SshFailures.IsKnown(problem))
        {
            client.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw SshFailures.Explain(hostName, target, problem);
        }
    }

    private static void Prefer(ConnectionInfo connection, IReadOnlySet<string> knownTypes)
    {
        connection.Encryptions.SetPosition("aes128-gcm@openssh.com", 0);
        connection.KeyExchangeAlgorithms.SetPosition("curve25519-sha256", 0);
        var at = 0;
        foreach (var name in connection.HostKeyAlgorithms.Keys.ToList())
        {
            var type = name.StartsWith("rsa-sha2-", StringComparison.Ordinal) && !name.Contains("cert", StringComparison.Ordinal) ? "ssh-rsa" : name;
            if (knownTypes.Contains(type))
            {
                connection.HostKeyAlgorithms.SetPosition(name, at++);
            }
        }
    }

    private bool Trust(SshTarget target, KnownHosts known, HostKeyEventArgs shown)
    {
        var type = KeyType(shown.HostKey);
        var verdict = known.Judge(target.KnownName, type, shown.HostKey, Authority(shown.Certificate, target.KnownName));
        if (verdict.Trust == HostKeyTrust.Known || (verdict.Trust != HostKeyTrust.Revoked && target.Checking == HostKeyChecking.Off))
        {
            return true;
        }

        if (verdict.Trust == HostKeyTrust.Unknown && target.Checking == HostKeyChecking.AcceptNew)
        {
            KnownHosts.Remember(target.KnownHostsFiles[0], target.KnownName, type, shown.HostKey);
            return true;
        }

        throw SshFailures.Untrusted(hostName, target, type, shown.HostKey, verdict);
    }

    // The library has checked the certificate's signature and time; whose certificate it is, is for us to check.
    private static byte[] Authority(Certificate? certificate, string knownName)
    {
        var name = knownName.StartsWith('[') ? knownName[1..knownName.LastIndexOf(']')] : knownName;
        return certificate is { Type: Certificate.CertificateType.Host } && (certificate.ValidPrincipals.Count == 0 || certificate.ValidPrincipals.Contains(name, StringComparer.OrdinalIgnoreCase))
            ? certificate.CertificateAuthorityKey
            : [];
    }

    private static string KeyType(byte[] key)
    {
        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(key);
        return System.Text.Encoding.ASCII.GetString(key, 4, Math.Clamp(length, 0, key.Length - 4));
    }
}
