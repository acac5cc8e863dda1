using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>The content of a file on a host, fetched when it is opened and checked against the hash that was seen.</summary>
/// <param name="client">The agent that saw it.</param>
/// <param name="path">The file.</param>
/// <param name="sha256">The hash seen; null where nobody asked.</param>
/// <param name="length">The length seen.</param>
internal sealed class AgentContent(AgentClient client, HostPath path, string? sha256, long length) : Content
{
    /// <inheritdoc/>
    public override string? Sha256 => sha256;

    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public override Task<Stream> OpenAsync(CancellationToken cancellation) => Task.FromResult<Stream>(new AgentReadStream(client, path, sha256));
}
