using System.Text;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>Splits one stream of an agent into data and marks. A mark is a record separator (octal 036), the agent's token and words up to a line's end; nothing a program prints can look like one.</summary>
/// <param name="stream">The stream; reads may block.</param>
/// <param name="token">The agent's token.</param>
/// <param name="data">Gets what lies between two marks, piece by piece.</param>
/// <param name="mark">Gets a mark's line, without the token.</param>
internal sealed class FrameReader(Stream stream, string token, Action<ReadOnlySpan<byte>> data, Action<string> mark)
{
    // a mark may name a path: 4 KiB at most on Linux
    private const int LongestLine = 8 * 1024;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes($"\u001e{token} ");
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads until the stream ends.</summary>
    /// <exception cref="HostLostException">A mark's line has no end.</exception>
    public void Run()
    {
        while (true)
        {
            var count = Fill();
            if (count == 0)
            {
                data(_buffer.AsSpan(_start, _end - _start));
                return;
            }

            _end += count;
            while (TakeOne())
            {
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
    }

    private int Fill()
    {
        try
        {
            return stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (IOException)
        {
            return 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    private bool TakeOne()
    {
        var span = _buffer.AsSpan(_start, _end - _start);
        var at = span.IndexOf(_mark);
        if (at < 0)
        {
            at = span.Length - PossibleBeginning(span);
            Give(span[..at]);
            return false;
        }

        Give(span[..at]);
        var line = span[(at + _mark.Length)..];
        var end = line.IndexOf((byte)'\n');
        if (end < 0)
        {
            return line.Length <= LongestLine ? false : throw new HostLostException(HostLostReason.ProtocolBroken, "the agent's answer holds a mark without an end");
        }

        mark(Encoding.UTF8.GetString(line[..end]));
        _start += _mark.Length + end + 1;
        return true;
    }

    private void Give(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > 0)
        {
            data(piece);
        }

        _start += piece.Length;
    }

    private int PossibleBeginning(ReadOnlySpan<byte> span)
    {
        for (var length = Math.Min(_mark.Length - 1, span.Length); length > 0; length--)
        {
            if (_mark.AsSpan().StartsWith(span[^length..]))
            {
                return length;
            }
        }

        return 0;
    }
}
