using System.Buffers;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>One output stream of one answer as it comes in: kept up to a limit, counted beyond it.</summary>
/// <param name="keep">The most that is kept, in bytes.</param>
internal sealed class AnswerBuffer(int keep)
{
    private readonly List<AgentSection> _sections = [];
    private readonly ArrayBufferWriter<byte> _current = new();
    private string _mark = "";
    private long _kept;

    /// <summary>How many bytes were not kept.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        var room = (int)Math.Min(data.Length, keep - _kept);
        _current.Write(data[..room]);
        _kept += room;
        Dropped += data.Length - room;
    }

    /// <summary>Ends the current section and begins another.</summary>
    public void Begin(string mark)
    {
        _sections.Add(new AgentSection(_mark, _current.WrittenSpan.ToArray()));
        _current.Clear();
        _mark = mark;
    }

    /// <summary>All sections.</summary>
    public IReadOnlyList<AgentSection> End()
    {
        Begin("");
        return _sections;
    }
}
