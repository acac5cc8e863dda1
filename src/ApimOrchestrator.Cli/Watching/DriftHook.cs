using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.Retry;

namespace ApimOrchestrator.Cli.Watching;

/// <summary>Tells a web address about drift: one POST of JSON, tried up to five times with growing pauses.</summary>
/// <param name="address">The address.</param>
/// <param name="log">Told where it cannot be reached.</param>
internal sealed class DriftHook(Uri address, Action<string> log) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(15) };

    private readonly ResiliencePipeline _retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 4,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<TaskCanceledException>(static problem => problem.InnerException is TimeoutException),
        })
        .Build();

    /// <summary>Sends a message. That it cannot be delivered is told and forgotten.</summary>
    /// <param name="json">The message.</param>
    /// <param name="cancellation">Ends the sending.</param>
    public async Task SendAsync(string json, CancellationToken cancellation)
    {
        try
        {
            await _retries.ExecuteAsync(
                async token =>
                {
                    using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
                    content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                    using var answer = await _http.PostAsync(address, content, token);
                    answer.EnsureSuccessStatusCode();
                },
                cancellation);
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            log($"the webhook could not be told: {problem.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
