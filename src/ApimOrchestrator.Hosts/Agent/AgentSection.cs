using System.Text;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>A part of an answer.</summary>
/// <param name="Mark">The mark it follows; empty for the answer's beginning.</param>
/// <param name="Bytes">Its bytes, exactly as they were printed.</param>
public sealed record AgentSection(string Mark, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The bytes as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
