using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Modules.Java;
using ApimOrchestrator.Tests.Hosts.Agent;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Java;

/// <summary>Certificates of a real port, seen by openssl and, where a host has none, by keytool (busybox's search path has no openssl).</summary>
public sealed class TlsCertificateTests : AgentTest
{
    [Theory, InlineData("dash"), InlineData("busybox sh")]
    public async Task Sees_what_a_port_serves(string shell)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=served", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(30), DateTimeOffset.UnixEpoch.AddYears(130));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var serving = ServeAsync(listener, certificate, over.Token);
        await using var client = await Shells.StartAsync(shell);
        var look = new TlsCertificate { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Host = "localhost", MinDays = 1 };

        var answer = await look.ApplyAsync(Shells.Host(client), Cancellation);

        answer.Values["subject"].ShouldBe("CN=served");
        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        ((string)answer.Values["fingerprint"]!).Replace(":", "", StringComparison.Ordinal).ShouldBe(fingerprint);
        await (look with { Fingerprint = fingerprint.ToLowerInvariant() }).ApplyAsync(Shells.Host(client), Cancellation);
        (await Should.ThrowAsync<TaskFailedException>(() => (look with { Fingerprint = "00" }).ApplyAsync(Shells.Host(client), Cancellation))).Message.ShouldContain("not 00");
        answer.Warnings.ShouldBeEmpty();
        (await (look with { WarnDays = 40_000 }).ApplyAsync(Shells.Host(client), Cancellation)).Warnings.ShouldHaveSingleItem().ShouldStartWith($"the certificate of localhost:{look.Port} ends in {answer.Values["days_left"]} days (");
        await over.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Says_that_nothing_listens()
    {
        await using var client = await Shells.StartAsync("dash");
        var failure = await Should.ThrowAsync<TaskFailedException>(() => new TlsCertificate { Port = 1 }.ApplyAsync(Shells.Host(client), Cancellation));
        failure.Message.ShouldBe("127.0.0.1:1 serves no certificate: the connection was refused");
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var socket = await listener.AcceptTcpClientAsync(cancellation);
                await using var stream = new SslStream(socket.GetStream());
                await stream.AuthenticateAsServerAsync(certificate);
                await stream.ReadExactlyAsync(new byte[1], cancellation);
            }
            catch (Exception problem) when (problem is IOException or OperationCanceledException or AuthenticationException)
            {
                // who looks at a certificate goes away without a word
            }
        }
    }
}
