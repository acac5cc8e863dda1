using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>Answers every HTTP request with the metrics, one at a time; reads no more than a request's head.</summary>
/// <param name="endpoint">Where to listen.</param>
/// <param name="metrics">The metrics.</param>
/// <param name="log">Told where it listens, or why it cannot.</param>
internal sealed class MetricsServer(IPEndPoint endpoint, WatchMetrics metrics, Action<string> log) : BackgroundService
{
    private const int LargestHead = 8 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(endpoint);
        try
        {
            listener.Start();
        }
        catch (SocketException problem)
        {
            log($"no metrics: {endpoint} cannot be listened at: {problem.Message}");
            return;
        }

        log($"metrics: http://{listener.LocalEndpoint}/metrics");
        while (!stoppingToken.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stoppingToken);
            await AnswerAsync(client, stoppingToken);
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var (stream, head, length) = (client.GetStream(), new byte[LargestHead], 0);
            while (length < head.Length && !head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                var count = await stream.ReadAsync(head.AsMemory(length), patience.Token);
                if (count == 0)
                {
                    return;
                }

                length += count;
            }

            var body = Encoding.UTF8.GetBytes(metrics.Text());
            var answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), patience.Token);
            await stream.WriteAsync(body, patience.Token);
        }
        catch (Exception problem) when (problem is IOException or SocketException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // who asked has gone away or was too slow
        }
    }
}
