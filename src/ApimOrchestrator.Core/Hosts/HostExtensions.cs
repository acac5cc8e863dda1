using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>The typed and the everyday forms of what <see cref="IHost"/> does.</summary>
public static class HostExtensions
{
    /// <summary>One look.</summary>
    /// <param name="host">The host.</param>
    /// <param name="look">What to look at.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<T> LookAsync<T>(this IHost host, Look<T> look, CancellationToken cancellation) =>
        (T)(await host.LookAsync([look], cancellation))[0]!;

    /// <summary>Two looks in one round trip.</summary>
    /// <param name="host">The host.</param>
    /// <param name="first">What to look at.</param>
    /// <param name="second">What else to look at.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<(T1 First, T2 Second)> LookAsync<T1, T2>(this IHost host, Look<T1> first, Look<T2> second, CancellationToken cancellation)
    {
        var seen = await host.LookAsync([first, second], cancellation);
        return ((T1)seen[0]!, (T2)seen[1]!);
    }

    /// <summary>Three looks in one round trip.</summary>
    /// <param name="host">The host.</param>
    /// <param name="first">What to look at.</param>
    /// <param name="second">What else to look at.</param>
    /// <param name="third">And what else.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<(T1 First, T2 Second, T3 Third)> LookAsync<T1, T2, T3>(
        this IHost host, Look<T1> first, Look<T2> second, Look<T3> third, CancellationToken cancellation)
    {
        var seen = await host.LookAsync([first, second, third], cancellation);
        return ((T1)seen[0]!, (T2)seen[1]!, (T3)seen[2]!);
    }

    /// <summary>What stands at several paths, in one round trip.</summary>
    /// <param name="host">The host.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="detail">How closely.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<IReadOnlyList<PathState>> StatesOfAsync(this IHost host, IEnumerable<HostPath> paths, PathDetail detail, CancellationToken cancellation) =>
        [.. (await host.LookAsync([.. paths.Select(path => new PathLook(path, detail))], cancellation)).Cast<PathState>()];

    /// <summary>What stands at a path.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The path.</param>
    /// <param name="detail">How closely.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static Task<PathState> StateOfAsync(this IHost host, HostPath path, PathDetail detail, CancellationToken cancellation) =>
        host.LookAsync(new PathLook(path, detail), cancellation);

    /// <summary>Brings one path to its wished state.</summary>
    /// <param name="host">The host.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static Task PutAsync(this IHost host, PathChange change, CancellationToken cancellation) => host.PutAsync([change], cancellation);

    /// <summary>Runs a program that must answer 0.</summary>
    /// <param name="host">The host.</param>
    /// <param name="command">The program.</param>
    /// <param name="change">What it changes.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="TaskFailedException">It answered something else; carries exit code and both outputs.</exception>
    public static async Task<CommandResult> MustRunAsync(this IHost host, Command command, Change change, CancellationToken cancellation)
    {
        var result = await host.RunAsync(command, change, cancellation);
        return result.WhyUnknown is not null || result.Succeeded
            ? result
            : throw new TaskFailedException($"{change.Subject}: '{command.Program}' failed with exit code {result.ExitCode}") { Result = result, Subject = change.Subject.ToString() };
    }
}
