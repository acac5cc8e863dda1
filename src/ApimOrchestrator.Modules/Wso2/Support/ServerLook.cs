using System.Globalization;
using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Looks at a server: its pid file, its process, its ports, its log.</summary>
/// <param name="place">The server.</param>
/// <param name="ports">The ports of a server that is up.</param>
internal sealed class ServerLook(ServerPlace place, IReadOnlyList<int> ports)
{
    public Subject Subject { get; } = place.Subject;

    public CommandLook<ServerState> Now() => new(Subject, place.Call(ServerScripts.Look), Read);

    /// <summary>A look that also reads the log from where it ended before the start.</summary>
    public CommandLook<ServerState> Since(ServerState before, string watcher) =>
        new(Subject, place.Call(ServerScripts.Look, before.Log.Inode, before.Log.Length.ToString(CultureInfo.InvariantCulture), watcher), Read);

    /// <summary>What a server is once it is up.</summary>
    public static ServerState Up(ServerState before) => new() { Script = before.Script, IsRunning = true, IsUp = true, SaysStarted = true };

    /// <summary>What a server is once it is stopped.</summary>
    public static ServerState Down(ServerState before) => new() { Script = before.Script, Log = before.Log };

    private ServerState Read(CommandResult result)
    {
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var words = lines.Where(line => !line.StartsWith("log: ", StringComparison.Ordinal) && !line.StartsWith("err: ", StringComparison.Ordinal)).ToLookup(line => line.Split(' ')[0], line => line[(line.IndexOf(' ') + 1)..]);
        string? One(string word) => words[word].FirstOrDefault();
        var pid = int.TryParse(One("pid"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var listening = words["port"].Select(port => Convert.ToInt32(port, 16)).ToHashSet();
        var missing = ports.Where(port => !listening.Contains(port)).ToList();
        var log = One("log")?.Split(' ');
        return new ServerState
        {
            Pid = pid,
            Since = pid is null ? null : StartOf(One("stat"), One("btime"), One("hertz")),
            IsRunning = pid is not null,
            IsUp = pid is not null && missing.Count == 0,
            MissingPorts = missing,
            Log = log is [var inode, var length] ? (inode, long.Parse(length, CultureInfo.InvariantCulture)) : ("0", 0),
            SaysStarted = words.Contains("started"),
            IsWatcherGone = words.Contains("watcher"),
            LogLines = [.. lines.Where(line => line.StartsWith("log: ", StringComparison.Ordinal)).Select(line => line[5..])],
            ErrorLines = [.. lines.Where(line => line.StartsWith("err: ", StringComparison.Ordinal)).Select(line => line[5..])],
        };
    }

    // proc(5): starttime is field 22 of /proc/PID/stat in clock ticks since boot; two fields stand before what is given here
    private static DateTimeOffset? StartOf(string? stat, string? boot, string? hertz) =>
        stat?.Split(' ') is { Length: > 19 } fields
        && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && long.TryParse(boot, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && long.TryParse(hertz, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddSeconds((double)ticks / rate)
            : null;
}
