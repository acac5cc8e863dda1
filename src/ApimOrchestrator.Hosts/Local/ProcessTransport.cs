using System.ComponentModel;
using System.Diagnostics;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;

namespace ApimOrchestrator.Hosts.Local;

/// <summary>Starts programs on the control machine itself (<c>ansible_connection: local</c>).</summary>
/// <param name="name">The host's inventory name.</param>
public sealed class ProcessTransport(string name) : ITransport
{
    /// <inheritdoc/>
    public string Place => name;

    /// <inheritdoc/>
    public Task<AgentChannel> OpenAsync(string command, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Task.FromResult<AgentChannel>(new ProcessChannel(Process.Start(start)!));
        }
        catch (Win32Exception problem)
        {
            throw new HostLostException(HostLostReason.Unreachable, $"{name}: /bin/sh cannot be started here: {problem.Message}", problem);
        }
    }

    /// <summary>Always: a process that is gone has closed its streams.</summary>
    /// <inheritdoc/>
    public Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellation) => Task.FromResult(true);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class ProcessChannel(Process process) : AgentChannel
    {
        public override Stream Input { get; } = process.StandardInput.BaseStream;

        public override Stream Output { get; } = process.StandardOutput.BaseStream;

        public override Stream Error { get; } = process.StandardError.BaseStream;

        // the agent ends by itself when its input does; killing it would leave its temporary files behind
        protected override void Dispose(bool disposing)
        {
            Input.Dispose();
            process.Dispose();
        }
    }
}
