using DotNet.Testcontainers.Containers;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>A host tests work on, however it is made: sshd with the user ops (sudo without a password), cron, rsync, a JRE.</summary>
public interface ILabHost
{
    /// <summary>The name the other hosts know it by.</summary>
    string Name { get; }

    /// <summary>Where sshd is to be reached from here, with <see cref="SshPort"/>.</summary>
    string SshAddress { get; }

    /// <summary>The port of <see cref="SshAddress"/>.</summary>
    int SshPort { get; }

    /// <summary>An OpenSSH known_hosts file with the keys of this host.</summary>
    string KnownHostsPath { get; }

    /// <summary>Runs a shell line on the host as root: standard output and error, and the exit code.</summary>
    Task<ExecResult> ExecAsync(string script, CancellationToken cancellation);
}
