using System.Text.RegularExpressions;
using ApimOrchestrator.Hosts.Agent;
using ApimOrchestrator.Tests.Hosts.Ssh;

namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>A way to a host on which one thing goes wrong.</summary>
/// <param name="inner">The real way.</param>
/// <param name="fault">What goes wrong; null for nothing.</param>
public sealed partial class FaultyTransport(ITransport inner, Fault? fault) : ITransport
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _freed = new();
    private bool _isHanging;

    /// <summary>How many writes there were to agents.</summary>
    public int Writes { get; private set; }

    /// <summary>How many bytes agents have answered.</summary>
    public long Answered { get; private set; }

    /// <summary>The process numbers of the agents.</summary>
    public List<int> Agents { get; } = [];

    public string Place => inner.Place;

    public async Task<AgentChannel> OpenAsync(string command, CancellationToken cancellation) => new FaultyChannel(this, await inner.OpenAsync(command, cancellation));

    public Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellation) => _isHanging ? Task.FromResult(false) : inner.IsAliveAsync(patience, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Hello(ReadOnlySpan<byte> bytes)
    {
        if (Pid().Match(System.Text.Encoding.UTF8.GetString(bytes)) is { Success: true } match)
        {
            Agents.Add(int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex(@"B 0\n1\n(\d+)\n")]
    private static partial Regex Pid();

    private sealed class FaultyChannel(FaultyTransport transport, AgentChannel inner) : AgentChannel
    {
        public override Stream Input => new FaultyInput(transport, inner);

        public override Stream Output { get; } = new FaultyOutput(transport, inner);

        public override Stream Error => inner.Error;

        protected override void Dispose(bool disposing)
        {
            transport._freed.TrySetResult();
            inner.Dispose();
        }
    }

    private sealed class FaultyInput(FaultyTransport transport, AgentChannel inner) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fault = transport.Due();
            switch (fault)
            {
                case null:
                    inner.Input.Write(buffer);
                    inner.Input.Flush();
                    break;
                case FaultKind.Hang:
                    transport._isHanging = true;
                    break;
                default:
                    Break(fault.Value, buffer);
                    break;
            }
        }

        public override void Flush()
        {
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Input.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Break(FaultKind kind, ReadOnlySpan<byte> buffer)
        {
            if (kind is FaultKind.CutInRequest or FaultKind.KillInRequest)
            {
                inner.Input.Write(buffer[..(buffer.Length / 2)]);
                inner.Input.Flush();
            }

            if (kind is FaultKind.Kill or FaultKind.KillInRequest && transport.Agents.Count > 0)
            {
                SshServer.Run("kill", "-KILL", $"{transport.Agents[^1]}");
                return;
            }

            inner.Dispose();
            throw new IOException("cut");
        }
    }

    private FaultKind? Due()
    {
        lock (_lock)
        {
            var number = Writes++;
            return _isHanging ? FaultKind.Hang : fault is { IsInAnswers: false } && number == fault.At ? fault.Kind : null;
        }
    }

    private sealed class FaultyOutput(FaultyTransport transport, AgentChannel inner) : MemoryStream
    {
        private readonly Random _random = new(4711);
        private bool _isKnown;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var fault = transport.Fault is { IsInAnswers: true } one ? one : null;
            if (fault?.Kind == FaultKind.CutAnswer && transport.Answered >= fault.At)
            {
                inner.Dispose();
                return 0;
            }

            var read = inner.Output.Read(buffer, offset, count);
            if (transport._isHanging)
            {
                transport._freed.Task.GetAwaiter().GetResult();
                return 0;
            }

            if (!_isKnown)
            {
                transport.Hello(buffer.AsSpan(offset, read));
                _isKnown = transport.Agents.Count > 0;
            }

            var whole = fault is null ? read : (int)Math.Clamp(fault.At - transport.Answered, 0, read);
            transport.Answered += read;
            if (fault?.Kind == FaultKind.Garbage)
            {
                _random.NextBytes(buffer.AsSpan(offset + whole, read - whole));
                return read;
            }

            return whole == 0 && read > 0 ? Read(buffer, offset, count) : whole;
        }
    }

    private Fault? Fault => fault;
}
