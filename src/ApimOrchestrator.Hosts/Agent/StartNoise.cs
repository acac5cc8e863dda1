using System.Text;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>What comes before the agent speaks: messages of the day, prompts of sudo, errors of a shell. Kept up to a limit; what comes outside of answers later is dropped with it.</summary>
internal sealed class StartNoise : IDisposable
{
    private const int Limit = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly SemaphoreSlim _news = new(0);
    private bool _ended;

    /// <summary>What was printed on the output.</summary>
    public string Output => Read(_output);

    /// <summary>What was printed as errors.</summary>
    public string Error => Read(_error);

    /// <summary>Whether nothing more will come.</summary>
    public bool HasEnded => _ended;

    /// <summary>The last line of the errors, else of the output, without control characters; empty where nothing came.</summary>
    public string LastLine =>
        (Error + "\n" + Output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [.., _] lines
            ? new string([.. (Error.Trim().Length > 0 ? Error.Trim().Split('\n')[^1] : lines[^1]).Where(static c => !char.IsControl(c))]).Trim()
            : "";

    /// <summary>Takes what was printed.</summary>
    public void Add(ReadOnlySpan<byte> data, bool isOutput)
    {
        var text = Encoding.UTF8.GetString(data[..Math.Min(data.Length, Limit)]);
        lock (_lock)
        {
            var target = isOutput ? _output : _error;
            target.Append(text);
            target.Remove(0, Math.Max(0, target.Length - Limit));
        }

        _news.Release();
    }

    /// <summary>Nothing more will come.</summary>
    public void End()
    {
        _ended = true;
        _news.Release();
    }

    /// <summary>Waits until something has come since the last call, or until the end.</summary>
    /// <returns>Whether something came before the patience was over.</returns>
    public Task<bool> ChangedAsync(TimeSpan patience, CancellationToken cancellation) => _news.WaitAsync(patience, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _news.Dispose();

    private string Read(StringBuilder text)
    {
        lock (_lock)
        {
            return text.ToString();
        }
    }
}
