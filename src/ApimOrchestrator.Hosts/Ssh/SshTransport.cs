using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Agent;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>One SSH connection to a host, made at its first use. The SSH library blocks under its asynchronous names, so every call to it gets a thread of its own.</summary>
/// <param name="settings">How to reach the host.</param>
/// <param name="checking">What is done about host keys.</param>
public sealed class SshTransport(ConnectionSettings settings, HostKeyChecking checking) : ITransport
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private SshConnection? _connection;
    private SshTarget? _target;

    /// <inheritdoc/>
    public string Place => settings.Address == settings.HostName ? settings.HostName : $"{settings.HostName} ({settings.Address})";

    /// <inheritdoc/>
    public async Task<AgentChannel> OpenAsync(string command, CancellationToken cancellation)
    {
        var client = await ConnectAsync(cancellation);
        return await OnThread(() => (AgentChannel)Open(client, command)).WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellation)
    {
        if (_connection is not { Client: { IsConnected: true } client })
        {
            return false;
        }

        try
        {
            await OnThread(() =>
            {
                using var command = client.CreateCommand(":");
                return command.Execute();
            }).WaitAsync(patience, cancellation);
            return true;
        }
        catch (SshException problem) when (problem is not (SshConnectionException or SshOperationTimeoutException))
        {
            // a server that allows no further session has answered, too
            return true;
        }
        catch (Exception problem) when (problem is TimeoutException || SshFailures.IsKnown(problem))
        {
            return false;
        }
    }

    /// <summary>Closes the connection; everything that still reads or writes on it ends.</summary>
    public async ValueTask DisposeAsync()
    {
        var connection = Interlocked.Exchange(ref _connection, null);
        await OnThread(() =>
        {
            foreach (var one in connection?.Opened.Reverse() ?? [])
            {
                Close(one);
            }

            return true;
        });
        _connecting.Dispose();
    }

    private static void Close(IDisposable one)
    {
        try
        {
            one.Dispose();
        }
        catch (Exception problem) when (SshFailures.IsKnown(problem))
        {
            // The other side is gone already; that is what closing was for.
        }
    }

    private async Task<SshClient> ConnectAsync(CancellationToken cancellation)
    {
        await _connecting.WaitAsync(cancellation);
        try
        {
            _target ??= SshTarget.Of(settings, checking);
            _connection ??= await OnThread(() => new SshConnector(settings.HostName).Connect(_target, cancellation));
            return _connection.Client;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private SshChannel Open(SshClient client, string command)
    {
        try
        {
            return new SshChannel(client.CreateCommand(command));
        }
        catch (Exception problem) when (SshFailures.IsKnown(problem))
        {
            throw SshFailures.Explain(settings.HostName, _target!, problem);
        }
    }

    private static Task<T> OnThread<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class SshChannel : AgentChannel
    {
        private readonly SshCommand _command;

        public SshChannel(SshCommand command)
        {
            _command = command;

            // The input exists only once the command has been started.
            _ = command.ExecuteAsync(CancellationToken.None);
            Input = command.CreateInputStream();
        }

        public override Stream Input { get; }

        public override Stream Output => _command.OutputStream;

        public override Stream Error => _command.ExtendedOutputStream;

        protected override void Dispose(bool disposing)
        {
            Close(Input);
            Close(_command);
        }
    }
}
