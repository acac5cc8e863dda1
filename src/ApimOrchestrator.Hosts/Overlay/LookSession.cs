using System.Diagnostics.CodeAnalysis;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>The real looks behind one call: gathered first, then asked in one round trip a host, then remembered until the call is answered.</summary>
/// <param name="live">The host that is worked on.</param>
internal sealed class LookSession(IHost live)
{
    private readonly Dictionary<(IHost Host, Look Look), object?> _seen = [];
    private readonly List<(IHost Host, Look Look)> _wanted = [];

    /// <summary>The host that is worked on.</summary>
    public IHost Live => live;

    /// <summary>Whether something has to be asked before the call can be answered.</summary>
    public bool IsWaiting => _wanted.Count > 0;

    /// <summary>What a look has shown; notes the look down where nobody has looked yet.</summary>
    public bool TrySee(IHost host, Look look, out object? seen)
    {
        if (_seen.TryGetValue((host, look), out seen))
        {
            return true;
        }

        if (!_wanted.Contains((host, look)))
        {
            _wanted.Add((host, look));
        }

        return false;
    }

    /// <summary>What stands at a real path, seen at least as closely as asked.</summary>
    public bool TrySee(IHost host, PathLook look, [NotNullWhen(true)] out PathState? state)
    {
        for (var detail = PathDetail.Bytes; detail > look.Detail; detail--)
        {
            var closer = look with { Detail = detail };
            if (_seen.TryGetValue((host, closer), out var found))
            {
                state = (PathState)found!;
                return true;
            }

            if (_wanted.Contains((host, closer)))
            {
                state = null;
                return false;
            }
        }

        state = TrySee(host, (Look)look, out var seen) ? (PathState)seen! : null;
        return state is not null;
    }

    /// <summary>Asks for everything noted down.</summary>
    public async Task FetchAsync(CancellationToken cancellation)
    {
        foreach (var group in _wanted.GroupBy(wanted => wanted.Host).ToList())
        {
            var looks = group.Select(wanted => wanted.Look).ToList();
            var answers = await AskAsync(group.Key, looks, cancellation);
            foreach (var (look, answer) in looks.Zip(answers))
            {
                _seen[(group.Key, look)] = answer;
            }
        }

        _wanted.Clear();
    }

    private async Task<IReadOnlyList<object?>> AskAsync(IHost host, List<Look> looks, CancellationToken cancellation)
    {
        try
        {
            return await host.LookAsync(looks, cancellation);
        }
        catch (HostLostException) when (host.Name != live.Name)
        {
            throw new UnknownStateException($"{host.Name}, which cannot be reached");
        }
    }
}
