using ApimOrchestrator.Integration.Tests.Lab;
using DotNet.Testcontainers.Containers;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>A running virtual machine of <c>tests/vms</c>.</summary>
public sealed class VirtualMachine(MachineLab lab, string name, string address) : ILabHost
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string SshAddress => address;

    /// <inheritdoc/>
    public int SshPort => 22;

    /// <inheritdoc/>
    public string KnownHostsPath => Path.Combine(lab.Folder, name, "known_hosts");

    /// <inheritdoc/>
    public async Task<ExecResult> ExecAsync(string script, CancellationToken cancellation)
    {
        var (exitCode, output, errors) = await lab.CallAsync(["run", name, script], cancellation);
        return new ExecResult(output, errors, exitCode);
    }

    /// <summary>An orderly reboot; comes back when sshd answers again.</summary>
    public Task RebootAsync(CancellationToken cancellation) => lab.DoAsync(["reboot", name], cancellation);

    /// <summary>A power cut. The disk stays as it is.</summary>
    public Task CutPowerAsync(CancellationToken cancellation) => lab.DoAsync(["off", name], cancellation);

    /// <summary>Power again, on the disk as it was; comes back when sshd answers. A running machine is left alone.</summary>
    public Task StartAsync(CancellationToken cancellation) => lab.DoAsync(["up", name], cancellation);

    /// <summary>Pulls the network cable.</summary>
    public Task UnplugAsync(CancellationToken cancellation) => lab.DoAsync(["unplug", name], cancellation);

    /// <summary>Puts it back.</summary>
    public Task PlugAsync(CancellationToken cancellation) => lab.DoAsync(["plug", name], cancellation);
}
