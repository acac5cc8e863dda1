using System.Diagnostics.CodeAnalysis;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Overlay;

/// <summary>The real looks behind one call: gathered first, then asked in one round trip a host, then remembered until the call is answered.</summary>
/// <param name="live">The host that is worked on.</param>
internal sealed class LookSession(IHost live)
{
    private readonly Dictionary<(IHost Host, Look Look), object?> _seen = [];
    private readonly List<(IHost Host, Look Look)> _wanted = [];
    private readonly HashSet<(IHost Host, Look Look)> _guesses = [];
    private readonly HashSet<(IHost Host, Look Look)> _refused = [];

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

        _guesses.Remove((host, look));
        return false;
    }

    /// <summary>Notes a look down that will probably be needed. Where the real host refuses it, it is as if it had not been noted.</summary>
    public void Guess(IHost host, Look look)
    {
        if (!_seen.ContainsKey((host, look)) && !_refused.Contains((host, look)) && !_wanted.Contains((host, look)))
        {
            _wanted.Add((host, look));
            _guesses.Add((host, look));
        }
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
                _guesses.Remove((host, closer));
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
            foreach (var (look, answer) in await AskAsync(group.Key, looks, cancellation))
            {
                _seen[(group.Key, look)] = answer;
            }
        }

        _wanted.Clear();
        _guesses.Clear();
    }

    private async Task<IEnumerable<(Look Look, object? Answer)>> AskAsync(IHost host, List<Look> looks, CancellationToken cancellation)
    {
        try
        {
            return looks.Zip(await host.LookAsync(looks, cancellation));
        }
        catch (TaskFailedException) when (looks.Any(look => _guesses.Contains((host, look))))
        {
            // a guess may name a path that only the run's changes have made reachable
            _refused.UnionWith(_guesses);
            return await AskAsync(host, looks.FindAll(look => !_guesses.Contains((host, look))), cancellation);
        }
        catch (HostLostException) when (host.Name != live.Name)
        {
            throw new UnknownStateException($"{host.Name}, which cannot be reached");
        }
    }
}
