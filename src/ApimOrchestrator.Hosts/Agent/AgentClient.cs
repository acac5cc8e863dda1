using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Talks to one agent: sends requests, many at a time, and awaits their answers in order. Knows neither how the host is reached nor what modules do.</summary>
public sealed class AgentClient : IAsyncDisposable
{
    private readonly ITransport _transport;
    private readonly AgentOptions _options;
    private readonly TimeProvider _clock;
    private readonly StartNoise _noise = new();
    private readonly AgentStream _stream;
    private readonly Lock _sending = new();
    private readonly SemaphoreSlim _running = new(1);
    private int _roundTrips;
    private int _lastId;
    private bool _closing;

    private AgentClient(ITransport transport, AgentChannel channel, string token, AgentOptions options, TimeProvider clock)
    {
        (_transport, _options, _clock) = (transport, options, clock);
        _stream = new AgentStream(channel, token, _noise, clock);
        Hello = null!;
    }

    /// <summary>What the agent said of itself.</summary>
    public AgentHello Hello { get; private set; }

    /// <summary>Whether the agent has no changing verbs.</summary>
    public bool IsLookOnly => _options.LookOnly;

    /// <summary>Whether the agent or the way to it is gone: no request will ever be answered again.</summary>
    public bool IsLost => _stream.IsLost;

    /// <summary>How many times something was sent and its answer awaited; a batch counts once.</summary>
    public int RoundTrips => _roundTrips;

    /// <summary>Starts an agent on a host.</summary>
    /// <param name="transport">How the host is reached.</param>
    /// <param name="options">How the agent is started.</param>
    /// <param name="clock">Measures silence and time limits.</param>
    /// <param name="cancellation">Ends the starting.</param>
    /// <exception cref="HostLostException">The host cannot be reached, or what answers is no agent.</exception>
    /// <exception cref="TaskFailedException">The other user cannot be become.</exception>
    public static async Task<AgentClient> StartAsync(ITransport transport, AgentOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var program = AgentProgram.New(options.LookOnly);
        var become = options.Become is { } settings ? new Becoming(settings, transport.Place) : null;
        var command = become is null ? "exec " + program.Command(options.Shell) : become.Command(program, options.Shell);
        var channel = await transport.OpenAsync(command, cancellation);
        var client = new AgentClient(transport, channel, program.Token, options, clock);
        try
        {
            if (become is not null)
            {
                await become.TalkAsync(client._stream, client._noise, options.Patience, cancellation);
            }

            await client.GreetAsync(program, cancellation);
            return client;
        }
        catch
        {
            client._stream.Dispose();
            throw;
        }
    }

    /// <summary>Sends requests in one write and awaits their answers: one round trip.</summary>
    /// <param name="requests">The requests; not <c>run</c>.</param>
    /// <param name="cancellation">Ends the waiting; the agent goes on with what it was sent.</param>
    /// <returns>The answers, in order.</returns>
    /// <exception cref="HostLostException">The host was lost.</exception>
    public async Task<IReadOnlyList<AgentAnswer>> SendAsync(IReadOnlyList<AgentRequest> requests, CancellationToken cancellation)
    {
        if (requests.Count == 0)
        {
            return [];
        }

        // while a program runs, the agent reads nothing but orders to end it
        await _running.WaitAsync(cancellation);
        List<PendingAnswer> pending;
        try
        {
            pending = Post(requests);
        }
        finally
        {
            _running.Release();
        }

        var answers = new List<AgentAnswer>(requests.Count);
        foreach (var one in pending)
        {
            await AwaitAsync(one.Answer, EndAtLimit, cancellation);
            answers.Add(await one.Answer);
        }

        return answers;
    }

    /// <summary>Runs a program and awaits its end. Cancelling, or the time limit, ends it with everything it started.</summary>
    /// <param name="request">A <c>run</c> request.</param>
    /// <param name="limit">How long it may run; null for no limit.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="HostLostException">The host was lost.</exception>
    public async Task<AgentAnswer> RunAsync(AgentRequest request, TimeSpan? limit, CancellationToken cancellation)
    {
        await _running.WaitAsync(cancellation);
        try
        {
            var pending = Post([request])[0];
            var run = new RunningProgram(pending, _stream, _clock, AwaitAsync) { Patience = _options.Patience * 6, Place = _transport.Place };
            var answer = await run.FinishAsync(limit, cancellation);
            return _closing ? throw Closed() : answer;
        }
        finally
        {
            _running.Release();
        }
    }

    /// <summary>Lets the agent clean up and end, then closes its channel. What it is doing may take a moment to end.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _stream.Send("quit\n"u8.ToArray());
        _stream.CloseInput();
        await Task.WhenAny(_stream.Ended, Task.Delay(TimeSpan.FromSeconds(2), _clock));
        _stream.Fail(Closed());
        _stream.Dispose();
    }

    private HostLostException Closed() => new(HostLostReason.ConnectionLost, $"{_transport.Place}: the connection was closed");

    private List<PendingAnswer> Post(IReadOnlyList<AgentRequest> requests)
    {
        lock (_sending)
        {
            using var bytes = new MemoryStream();
            var ids = new List<(int Id, int Keep)>();
            foreach (var request in requests)
            {
                request.WriteTo(bytes, _lastId + ids.Count + 1);
                ids.Add((_lastId + ids.Count + 1, request.Keep));
            }

            _lastId += ids.Count;
            _roundTrips++;
            var pending = ids.ConvertAll(one => _stream.Expect(one.Id, one.Keep));
            _stream.Send(bytes.ToArray());
            return pending;
        }
    }

    private async Task AwaitAsync(Task answer, Action whileWaiting, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await answer.WaitAsync(_options.Patience / 2, _clock, cancellation);
                return;
            }
            catch (TimeoutException)
            {
                await AskWhetherAliveAsync(cancellation);
                whileWaiting();
            }
        }
    }

    private void EndAtLimit()
    {
        if (_stream.Silence >= _options.Limit)
        {
            _stream.Fail(new HostLostException(HostLostReason.ConnectionLost, $"{_transport.Place} is up, but what it was asked for has not come within {_options.Limit.TotalSeconds:0.#} s: does it lie on a network share whose server is away?"));
        }
    }

    private async Task AskWhetherAliveAsync(CancellationToken cancellation)
    {
        if (_stream.Silence >= _options.Patience / 2 && !await _transport.IsAliveAsync(_options.Patience / 2, cancellation))
        {
            _stream.Fail(new HostLostException(HostLostReason.ConnectionLost, $"{_transport.Place} has fallen silent: no answer for {_options.Patience.TotalSeconds:0.#} s; see whether the host is up, or give it more time with -T"));
        }
    }

    private async Task GreetAsync(AgentProgram program, CancellationToken cancellation)
    {
        var hello = _stream.Expect(0, 64 * 1024);
        _stream.Send(program.Text);
        var first = await Task.WhenAny(hello.Answer, _stream.Ended, Task.Delay(_options.Patience * 3, _clock, cancellation));
        cancellation.ThrowIfCancellationRequested();
        if (first != hello.Answer && !hello.Answer.IsCompletedSuccessfully)
        {
            var said = _noise.LastLine is { Length: > 0 } line ? $"; it said: {line}" : "";
            throw new HostLostException(HostLostReason.ProtocolBroken, $"{_transport.Place}: no agent could be started with {_options.Shell}{said}");
        }

        try
        {
            Hello = AgentHello.Parse((await hello.Answer).Sections[0].Text);
        }
        catch (FormatException problem)
        {
            throw new HostLostException(HostLostReason.ProtocolBroken, $"{_transport.Place}: {problem.Message}", problem);
        }

        if (Hello.Missing.Count > 0)
        {
            throw new HostLostException(HostLostReason.ProtocolBroken, $"{_transport.Place}: the host has no {string.Join(", ", Hello.Missing)}; install coreutils and findutils, or busybox");
        }

        _ = WatchAsync();
    }

    private async Task WatchAsync()
    {
        await _stream.Ended;
        _stream.Fail(new HostLostException(HostLostReason.ConnectionLost, $"{_transport.Place}: the connection broke; see whether the host is up, and run again"));
    }
}
