namespace ApimOrchestrator.Hosts.Agent;

/// <summary>An answer that is awaited. Its two streams are filled by two threads.</summary>
/// <param name="keep">The most that is kept of each stream, in bytes.</param>
internal sealed class PendingAnswer(int keep)
{
    private readonly TaskCompletionSource<AgentAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = 2;
    private int _exitCode;

    /// <summary>The output stream.</summary>
    public AnswerBuffer Output { get; } = new(keep);

    /// <summary>The error stream.</summary>
    public AnswerBuffer Error { get; } = new(keep);

    /// <summary>Completes with the whole answer.</summary>
    public Task<AgentAnswer> Answer => _answer.Task;

    /// <summary>Completes when a program that was run has ended, even where something it started still holds its output.</summary>
    public Task Exited => _exited.Task;

    /// <summary>The program has ended.</summary>
    public void Exit() => _exited.TrySetResult();

    /// <summary>One stream has ended.</summary>
    /// <param name="exitCode">The exit code, where the stream tells it.</param>
    /// <returns>Whether it was the last one.</returns>
    public bool Close(int? exitCode)
    {
        _exitCode = exitCode ?? _exitCode;
        var isLast = Interlocked.Decrement(ref _open) == 0;
        if (isLast)
        {
            _answer.TrySetResult(new AgentAnswer(_exitCode, Output.End(), Error.End()[0].Bytes) { OutputDropped = Output.Dropped, ErrorDropped = Error.Dropped });
        }

        return isLast;
    }

    /// <summary>There will be no answer.</summary>
    public void Fail(Exception why)
    {
        _answer.TrySetException(why);
        _exited.TrySetException(why);

        // nobody may be waiting for them any more
        _ = _answer.Task.Exception;
        _ = _exited.Task.Exception;
    }
}
