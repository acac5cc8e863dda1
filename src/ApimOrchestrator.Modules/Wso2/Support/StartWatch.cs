using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Tells from what is seen of a starting server whether it is up, on its way, or will never be.</summary>
/// <param name="place">The server.</param>
internal sealed class StartWatch(ServerPlace place)
{
    // What the product says when a start has come to its end without being up.
    private static readonly string[] Fatal =
    [
        "ConfigParserException", "StackOverflowError", "initialization Failed", "Address already in use", "Error in intializing system data sources", "UnsupportedClassVersionError", "OutOfMemoryError",
        "IOError loading keyStore",
    ];

    /// <summary>Whether the server is up.</summary>
    /// <exception cref="TaskFailedException">It will never be.</exception>
    public bool IsUp(ServerState state)
    {
        if (state is { IsUp: true, SaysStarted: true })
        {
            return true;
        }

        if (!state.IsRunning && state.IsWatcherGone)
        {
            throw new TaskFailedException($"the server in {place.Home} ended while it started{Said(state) ?? Silence()}");
        }

        var fatal = state.LogLines.Concat(state.ErrorLines).Where(line => IsFatal(line)).ToList();
        return fatal.Count == 0
            ? false
            : throw new TaskFailedException($"the server in {place.Home} cannot start:\n{Quote(fatal)}{(state.IsRunning || !state.IsWatcherGone ? "\nits process is still there: correct the cause, then stop it (apim_server: state=stopped) and start again" : "")}");
    }

    /// <summary>What is missing, for people who wait.</summary>
    public string Describe(ServerState state)
    {
        var text = !state.IsRunning ? "no Java process yet"
            : state.MissingPorts.Count > 0 ? $"process {state.Pid} runs, no port {string.Join(", ", state.MissingPorts)} yet"
            : $"process {state.Pid} runs, its ports listen, the log does not say '{place.Sign}' yet";
        var waits = state.LogLines.Where(line => line.Contains("Waiting for required", StringComparison.Ordinal)).TakeLast(5).ToList();
        var lines = waits.Count > 0 ? waits : [.. state.LogLines.TakeLast(5)];
        return lines.Count == 0 ? text : $"{text}\n{Quote(lines)}";
    }

    private static bool IsFatal(string line) =>
        Fatal.Any(word => line.Contains(word, StringComparison.Ordinal)) || (line.Contains("Repository location", StringComparison.Ordinal) && line.Contains("not found", StringComparison.Ordinal));

    private static string? Said(ServerState state)
    {
        var lines = state.ErrorLines.Where(line => !line.StartsWith("nohup:", StringComparison.Ordinal)).TakeLast(8).ToList();
        lines.AddRange(state.LogLines.TakeLast(8));
        return lines.Count == 0 ? null : $":\n{Quote(lines)}";
    }

    private string Silence() => $" without a word in its log and in {place.ErrorLog}; run {place.Foreground} in {place.Home} in the foreground to see what it says";

    private static string Quote(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => "  " + line));
}
