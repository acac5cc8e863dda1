using System.Collections.Concurrent;
using System.Globalization;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>The bytes between a client and its agent: one thread writes, one reads the output, one the errors, because the streams of an SSH channel block.</summary>
internal sealed class AgentStream : IDisposable
{
    private readonly AgentChannel _channel;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<int, PendingAnswer> _pending = new();
    private readonly BlockingCollection<ReadOnlyMemory<byte>> _outbox = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StartNoise _noise;
    private readonly Lock _lock = new();
    private Exception? _lost;
    private int _open = 2;
    private long _heard;
    private long _watched = long.MinValue;

    /// <summary>Starts the threads.</summary>
    /// <param name="channel">The agent's streams; owned.</param>
    /// <param name="token">The agent's token.</param>
    /// <param name="noise">Gets what is printed outside of any answer.</param>
    /// <param name="clock">Tells how long the agent has been silent.</param>
    public AgentStream(AgentChannel channel, string token, StartNoise noise, TimeProvider clock)
    {
        (_channel, _noise, _clock, _heard) = (channel, noise, clock, clock.GetTimestamp());
        OnThread(Write);
        OnThread(() => Read(channel.Output, token, isOutput: true));
        OnThread(() => Read(channel.Error, token, isOutput: false));
    }

    /// <summary>Completes when both streams have ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether no more answers will come.</summary>
    public bool IsLost => _lost is not null || _ended.Task.IsCompleted;

    /// <summary>How long nothing has come.</summary>
    public TimeSpan Silence => _clock.GetElapsedTime(Interlocked.Read(ref _heard));

    /// <summary>When the agent last said that it watches over a program, as a timestamp of the clock.</summary>
    public long Watched => Interlocked.Read(ref _watched);

    /// <summary>Awaits an answer.</summary>
    public PendingAnswer Expect(int id, int keep)
    {
        var pending = new PendingAnswer(keep);
        _pending[id] = pending;
        if (_lost is { } lost)
        {
            pending.Fail(lost);
        }

        return pending;
    }

    /// <summary>Hands bytes to the writing thread; returns at once.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
        {
            if (!_outbox.IsAddingCompleted)
            {
                _outbox.Add(bytes);
            }
        }
    }

    /// <summary>Writes what is waiting, then closes the agent's input.</summary>
    public void CloseInput()
    {
        lock (_lock)
        {
            _outbox.CompleteAdding();
        }
    }

    /// <summary>Gives up: every awaited and every later answer fails.</summary>
    public void Fail(Exception why)
    {
        Interlocked.CompareExchange(ref _lost, why, null);
        foreach (var pending in _pending.Values)
        {
            pending.Fail(_lost);
        }

        CloseInput();
        OnThread(_channel.Dispose);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseInput();
        _channel.Dispose();
    }

    private static void OnThread(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Write()
    {
        try
        {
            foreach (var bytes in _outbox.GetConsumingEnumerable())
            {
                _channel.Input.Write(bytes.Span);
                _channel.Input.Flush();
            }

            _channel.Input.Dispose();
        }
        catch (IOException)
        {
            // the reading threads see the end, and what was said before it
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private void Read(Stream stream, string token, bool isOutput)
    {
        PendingAnswer? current = null;
        var reader = new FrameReader(
            stream,
            token,
            data =>
            {
                Interlocked.Exchange(ref _heard, _clock.GetTimestamp());
                if (current is null)
                {
                    _noise.Add(data, isOutput);
                }
                else
                {
                    (isOutput ? current.Output : current.Error).Add(data);
                }
            },
            mark => current = Mark(mark, current, isOutput));
        try
        {
            reader.Run();
        }
        catch (HostLostException broken)
        {
            Fail(broken);
        }

        if (Interlocked.Decrement(ref _open) == 0)
        {
            _ended.TrySetResult();
            _noise.End();
        }
    }

    private PendingAnswer? Mark(string mark, PendingAnswer? current, bool isOutput)
    {
        Interlocked.Exchange(ref _heard, _clock.GetTimestamp());
        var words = mark.Split(' ');
        switch (words[0])
        {
            case "B":
                return _pending.TryGetValue(Number(words), out var begun) ? begun : throw Broken(mark);
            case "E" when current is not null:
                if (current.Close(isOutput ? Number(words[1..]) : null))
                {
                    _pending.TryRemove(Number(words), out _);
                }

                return null;
            case "X" when current is not null:
                current.Exit();
                return current;
            case "W" when isOutput:
                Interlocked.Exchange(ref _watched, _clock.GetTimestamp());
                return current;
            case "H" or "F" or "L" when current is not null && isOutput:
                current.Output.Begin(mark);
                return current;
            default:
                throw Broken(mark);
        }
    }

    private static int Number(string[] words) =>
        words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Broken(string.Join(' ', words));

    private static HostLostException Broken(string mark) => new(HostLostReason.ProtocolBroken, $"the agent's answer holds a mark that was not expected: '{mark}'");
}
