using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>What the Docker library has to know before its first use.</summary>
public static class DockerEngine
{
    private const string SocketPath = "/var/run/docker.sock";
    private static readonly Version Spoken = new(1, 44);

    /// <summary>The label of every container and network of a test run; its value is the run's process id.</summary>
    public const string Label = "apim-orchestrator.test-process";

    /// <summary>Whether an engine may be absent (<c>APIM_NO_DOCKER=1</c>): its tests are then skipped instead of failing.</summary>
    public static bool MayBeAbsent => Environment.GetEnvironmentVariable("APIM_NO_DOCKER") == "1";

    [ModuleInitializer]
    internal static void Prepare()
    {
        // Its clean-up container comes from a registry; our own sweep does its work.
        Environment.SetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED", "true");
        SpeakTheEnginesVersion();
    }

    /// <summary>
    /// The library speaks API 1.44; Debian 12's engine knows 1.41 and refuses what is newer. Answers whether an engine is there.
    /// </summary>
    public static bool SpeakTheEnginesVersion()
    {
        try
        {
            var version = AskVersion();
            if (version < Spoken)
            {
                Environment.SetEnvironmentVariable("DOCKER_API_VERSION", version.ToString());
            }

            return true;
        }
        catch (Exception absent) when (absent is SocketException or JsonException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static Version AskVersion()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.ReceiveTimeout = 3000;
        socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
        socket.Send("GET /version HTTP/1.0\r\nHost: docker\r\n\r\n"u8);
        var buffer = new byte[65536];
        var length = 0;
        for (int read; (read = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None)) > 0;)
        {
            length += read;
        }

        var answer = Encoding.UTF8.GetString(buffer, 0, length);
        using var json = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]);
        return Version.Parse(json.RootElement.GetProperty("ApiVersion").GetString()!);
    }
}
