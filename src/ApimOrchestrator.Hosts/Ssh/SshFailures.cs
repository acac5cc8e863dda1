using System.Net.Sockets;
using ApimOrchestrator.Core.Hosts;
using Renci.SshNet.Common;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>Tells in one line why there is no connection, and what to do.</summary>
internal static class SshFailures
{
    /// <summary>Whether an exception is one the SSH library or the network throws.</summary>
    /// <param name="problem">The exception.</param>
    public static bool IsKnown(Exception problem) =>
        problem is SshException or SocketException or IOException or ObjectDisposedException or InvalidOperationException or UnauthorizedAccessException or HostLostException;

    /// <summary>An exception as people understand it.</summary>
    /// <param name="hostName">The host's inventory name.</param>
    /// <param name="target">Where the connection was to go.</param>
    /// <param name="problem">What the library threw.</param>
    public static HostLostException Explain(string hostName, SshTarget target, Exception problem)
    {
        var where = $"{hostName}: {target.User}@{target.Host}:{target.Port}";
        return problem switch
        {
            HostLostException known => known,
            SshAuthenticationException => new HostLostException(HostLostReason.AuthenticationFailed, $"{where} does not let us in: {problem.Message.TrimEnd('.')}; check the user, the key or the password", problem),
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new HostLostException(HostLostReason.Unreachable, $"{where} refuses the connection; is sshd running there, is the port right?", problem),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new HostLostException(HostLostReason.Unreachable, $"{where}: the name '{target.Host}' is not known; set ansible_host", problem),
            SocketException socket => new HostLostException(HostLostReason.Unreachable, $"{where} cannot be reached: {socket.Message}", problem),
            SshOperationTimeoutException => new HostLostException(HostLostReason.Unreachable, $"{where} did not answer within {target.Timeout.TotalSeconds:0} s; is it an SSH server, is the way there open?", problem),
            SshConnectionException => new HostLostException(HostLostReason.ConnectionLost, $"{where} broke the connection off: {problem.Message.TrimEnd('.')}", problem),
            _ => new HostLostException(HostLostReason.Unreachable, $"{where} cannot be reached: {problem.Message.TrimEnd('.')}", problem),
        };
    }

    /// <summary>A host key that is not trusted.</summary>
    /// <param name="hostName">The host's inventory name.</param>
    /// <param name="target">Where the connection was to go.</param>
    /// <param name="type">The key's type.</param>
    /// <param name="key">The key's bytes.</param>
    /// <param name="verdict">What known_hosts says.</param>
    public static HostLostException Untrusted(string hostName, SshTarget target, string type, byte[] key, HostKeyVerdict verdict)
    {
        var shown = $"{type} {KnownHosts.Fingerprint(key)}";
        var why = verdict.Trust switch
        {
            HostKeyTrust.Revoked => $"the host key of {target.KnownName} is revoked ({verdict.Line}); do not connect",
            HostKeyTrust.Changed => $"THE HOST KEY OF {target.KnownName} HAS CHANGED: it shows {shown}, but {verdict.Line} says {KnownHosts.Fingerprint(verdict.Line!.Key)}; if that is right, remove that line (ssh-keygen -R '{target.KnownName}')",
            _ => $"the host key of {target.KnownName} is not known: it shows {shown}; check it and add it to {target.KnownHostsFiles[0]}, or use --host-key-checking accept-new",
        };
        return new HostLostException(HostLostReason.HostKeyRejected, $"{hostName}: {why}");
    }
}
