using Renci.SshNet;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>A connection with all that was opened for it.</summary>
/// <param name="Client">The connection to the target itself.</param>
/// <param name="Opened">Everything to close, last to first: the jump hosts' connections, their tunnels, the client.</param>
internal sealed record SshConnection(SshClient Client, IReadOnlyList<IDisposable> Opened);
