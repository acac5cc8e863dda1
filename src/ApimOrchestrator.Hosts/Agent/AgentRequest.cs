using System.Text;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>One request to an agent: a verb, its words and a payload (docs/agent.md lists them).</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Words">Its words: any characters but NUL.</param>
public sealed record AgentRequest(string Verb, IReadOnlyList<string> Words)
{
    /// <summary>The most a payload may hold, in bytes: 1 MiB.</summary>
    public const int PayloadLimit = 1 << 20;

    /// <summary>Bytes that follow the words, at most <see cref="PayloadLimit"/>.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The most that is kept of each output stream, in bytes; the rest is read and dropped.</summary>
    public int Keep { get; init; } = 64 << 20;

    /// <summary>Writes the request as it travels: a line with verb, number, lines, bytes and payload length; the quoted words; the payload.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="id">The request's number.</param>
    /// <exception cref="TaskFailedException">A word holds a NUL.</exception>
    internal void WriteTo(MemoryStream target, int id)
    {
        var text = new StringBuilder();
        foreach (var word in Words)
        {
            if (word.Contains('\0'))
            {
                throw new TaskFailedException("a word of a command or a path holds a NUL character, which no program can be given");
            }

            text.Append('\'').Append(word.Replace("'", "'\\''", StringComparison.Ordinal)).Append("' ");
        }

        var body = Encoding.UTF8.GetBytes(text.Append($"#{id}\n").ToString());
        var lines = body.AsSpan().Count((byte)'\n');
        target.Write(Encoding.ASCII.GetBytes($"{Verb} {id} {lines} {body.Length} {Payload.Length}\n"));
        target.Write(body);
        target.Write(Payload.Span);
    }
}
