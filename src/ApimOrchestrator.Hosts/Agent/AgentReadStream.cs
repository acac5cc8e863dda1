using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Reads a file on a host block by block, one block ahead, so that the agent stays free for other requests in between.</summary>
/// <param name="client">The agent.</param>
/// <param name="path">The file.</param>
/// <param name="sha256">What the whole must hash to; null where that is not known.</param>
internal sealed class AgentReadStream(AgentClient client, HostPath path, string? sha256) : Stream
{
    private const int Block = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _current;
    private Task<IReadOnlyList<AgentAnswer>>? _ahead;
    private int _block;
    private bool _ended;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="TaskFailedException">The file cannot be read, or is no longer what was seen.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_current.Length == 0 && !_ended)
        {
            await FetchAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _current.Length);
        _current[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not possible: the bytes come from elsewhere.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private async Task FetchAsync(CancellationToken cancellation)
    {
        var answer = (await (_ahead ?? Ask(cancellation)))[0];
        _ahead = null;
        if (answer.ExitCode != 0)
        {
            throw new TaskFailedException($"cannot read {path}: {answer.Reason}") { Subject = path.Text };
        }

        _current = answer.Output;
        _hash.AppendData(_current.Span);
        _ended = _current.Length < Block;
        if (!_ended)
        {
            _ahead = Ask(cancellation);
        }
        else if (sha256 is not null && sha256 != Convert.ToHexStringLower(_hash.GetHashAndReset()))
        {
            throw new TaskFailedException($"{path} has changed since it was looked at; run again") { Subject = path.Text };
        }
    }

    private Task<IReadOnlyList<AgentAnswer>> Ask(CancellationToken cancellation) =>
        client.SendAsync([new AgentRequest("read", [path.Text, $"{_block++}"]) { Keep = Block + 1 }], cancellation);
}
