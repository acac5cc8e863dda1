using ApimOrchestrator.Integration.Tests.Lab;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>One host on which things go wrong, and playbooks written for it.</summary>
public sealed class FailingHost(LabImages images) : IAsyncLifetime
{
    private int _playbooks;

    /// <summary>A folder on the control machine for playbooks and journals.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("apim-failing-").FullName;

    /// <summary>The host.</summary>
    public DockerHost Host { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (images.IsReady)
        {
            Host = await DockerHost.StartAsync(images, "host", null, CancellationToken.None);
        }
    }

    /// <summary>Writes a playbook and an inventory beside it that reaches the host, with other variables where some are given.</summary>
    public async Task<string> WriteAsync(string playbook, IEnumerable<string> variables, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"{Interlocked.Increment(ref _playbooks)}")).FullName;
        var lines = new Dictionary<string, string>
        {
            ["ansible_host"] = DockerHost.Address,
            ["ansible_port"] = $"{Host.SshPort}",
            ["ansible_user"] = "ops",
            ["ansible_ssh_private_key_file"] = LabImages.KeyPath,
            ["ansible_ssh_common_args"] = $"-o UserKnownHostsFile={Host.KnownHostsPath}",
        };
        foreach (var variable in variables)
        {
            lines[variable.Split(": ")[0]] = variable[(variable.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "hosts.yml"), $"all:\n  hosts:\n    host:\n{string.Concat(lines.Select(line => $"      {line.Key}: {line.Value}\n"))}", cancellation);
        var file = Path.Combine(folder, "playbook.yml");
        await File.WriteAllTextAsync(file, playbook, cancellation);
        return file;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
