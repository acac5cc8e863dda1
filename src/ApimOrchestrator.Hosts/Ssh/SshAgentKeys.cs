using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>The keys of the user's ssh-agent (draft-miller-ssh-agent): the agent signs, the keys never leave it.</summary>
internal static class SshAgentKeys
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;
    private const int MostBytes = 1 << 20;

    /// <summary>The agent's keys; none where no agent runs.</summary>
    public static IReadOnlyList<IPrivateKeySource> All()
    {
        if (Environment.GetEnvironmentVariable("SSH_AUTH_SOCK") is not { Length: > 0 } socket)
        {
            return [];
        }

        try
        {
            var answer = Ask(socket, [RequestIdentities]);
            var keys = new List<IPrivateKeySource>();
            if (answer[0] == IdentitiesAnswer)
            {
                var at = 5;
                for (var count = BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(1)); count > 0; count--)
                {
                    keys.Add(new AgentKey(socket, Text(answer, ref at)));
                    Text(answer, ref at);
                }
            }

            return keys;
        }
        catch (Exception problem) when (problem is SocketException or IOException or ArgumentException)
        {
            return [];
        }
    }

    private static byte[] Text(byte[] message, ref int at)
    {
        var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(at)));
        var text = message.AsSpan(at + 4, length).ToArray();
        at += 4 + length;
        return text;
    }

    private static byte[] Ask(string socket, byte[] request)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        using var stream = new NetworkStream(connection);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, request.Length);
        stream.Write(length);
        stream.Write(request);
        stream.ReadExactly(length);
        var size = BinaryPrimitives.ReadUInt32BigEndian(length);
        var answer = new byte[size is > 0 and <= MostBytes ? size : throw new IOException("the ssh-agent's answer has no usable length")];
        stream.ReadExactly(answer);
        return answer;
    }

    private sealed class AgentKey(string socket, byte[] blob) : IPrivateKeySource
    {
        public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms
        {
            get
            {
                var at = 0;
                var type = Encoding.ASCII.GetString(Text(blob, ref at));

                // An RSA key signs with SHA-2 only where the flag asks for it.
                return type == "ssh-rsa"
                    ? [new AgentAlgorithm("rsa-sha2-512", 4, socket, blob), new AgentAlgorithm("rsa-sha2-256", 2, socket, blob)]
                    : [new AgentAlgorithm(type, 0, socket, blob)];
            }
        }
    }

    private sealed class AgentAlgorithm(string name, uint flags, string socket, byte[] blob) : HostAlgorithm(name)
    {
        public override byte[] Data => blob;

        public override byte[] Sign(byte[] data)
        {
            using var request = new MemoryStream();
            request.WriteByte(SignRequest);
            Put(request, blob);
            Put(request, data);
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(number, flags);
            request.Write(number);
            var answer = Ask(socket, request.ToArray());
            var at = 1;
            return answer[0] == SignResponse ? Text(answer, ref at) : throw new SshAuthenticationException("the ssh-agent refused to sign");
        }

        public override bool VerifySignature(byte[] data, byte[] signature) => throw new NotSupportedException("a user's key only signs");

        private static void Put(Stream stream, byte[] text)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, text.Length);
            stream.Write(number);
            stream.Write(text);
        }
    }
}
