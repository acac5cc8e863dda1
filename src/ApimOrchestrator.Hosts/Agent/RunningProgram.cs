using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>A program an agent is running, and the orders that end it: <c>stop</c>, <c>kill</c>, <c>cut</c> (what it left behind loses its output), and <c>go</c> when the answer is in. The agent is asked now and then whether it is <c>still</c> there: where it was killed, what it had started keeps the connection open.</summary>
/// <param name="pending">Its answer.</param>
/// <param name="stream">Takes the orders.</param>
/// <param name="clock">Measures the time limit.</param>
/// <param name="wait">Waits for a task while watching whether the host lives; calls back now and then.</param>
internal sealed class RunningProgram(PendingAnswer pending, AgentStream stream, TimeProvider clock, Func<Task, Action, CancellationToken, Task> wait)
{
    // between a polite and a forced end, as docker and systemd give (they: 10 s and more)
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // what a program's own output may take to arrive once it has ended
    private static readonly TimeSpan Tail = TimeSpan.FromSeconds(1);

    private long? _asked;

    /// <summary>How long the agent may leave the question whether it is still there unanswered.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>What the host is called in messages.</summary>
    public required string Place { get; init; }

    /// <summary>Waits for the end.</summary>
    /// <param name="limit">How long the program may run.</param>
    /// <param name="cancellation">Ends the program.</param>
    public async Task<AgentAnswer> FinishAsync(TimeSpan? limit, CancellationToken cancellation)
    {
        var isOver = !await EndsAsync(limit, cancellation);
        if (isOver)
        {
            Order("stop");
            if (!await EndsAsync(Grace, CancellationToken.None))
            {
                Order("kill");
                await wait(EndOf(), AskWhetherStillThere, CancellationToken.None);
            }
        }

        if (pending.Exited.IsCompletedSuccessfully && await Task.WhenAny(pending.Answer, Task.Delay(Tail, clock, CancellationToken.None)) != pending.Answer)
        {
            Order("cut");
        }

        await wait(pending.Answer, AskWhetherStillThere, CancellationToken.None);
        if (pending.Exited.IsCompleted)
        {
            Order("go");
        }

        cancellation.ThrowIfCancellationRequested();
        return (await pending.Answer) with { WasEnded = isOver };
    }

    // an agent without the verb answers without having run anything
    private Task EndOf() => Task.WhenAny(pending.Exited, pending.Answer).Unwrap();

    private async Task<bool> EndsAsync(TimeSpan? limit, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = limit is { } time ? clock.CreateTimer(_ => over.Cancel(), null, time, Timeout.InfiniteTimeSpan) : null;
        try
        {
            await wait(EndOf(), AskWhetherStillThere, over.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void AskWhetherStillThere()
    {
        if (_asked is not { } asked || stream.Watched >= asked)
        {
            _asked = clock.GetTimestamp();
            Order("still");
        }
        else if (clock.GetElapsedTime(asked) >= Patience)
        {
            stream.Fail(new HostLostException(HostLostReason.ConnectionLost, $"{Place}: the agent does not answer any more; was it killed? See whether the host has the memory it needs, and run again"));
        }
    }

    private void Order(string order) => stream.Send(System.Text.Encoding.ASCII.GetBytes(order + "\n"));
}
