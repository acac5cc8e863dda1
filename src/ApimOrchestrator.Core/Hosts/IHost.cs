namespace ApimOrchestrator.Core.Hosts;

/// <summary>
/// A host as a module sees it: look (<see cref="LookAsync"/>), change (<see cref="PutAsync"/>, <see cref="RunAsync"/>), wait (<see cref="ExpectAsync{T}"/>).
/// A module looks, then changes only what differs; the host records each change, so a module never claims to have changed something.
/// All members throw <see cref="HostLostException"/> where the host is gone, <see cref="TaskFailedException"/> where the host refuses, and
/// <see cref="UnknownStateException"/> where what is asked for depends on something not yet known.
/// </summary>
public interface IHost
{
    /// <summary>The host's name in the inventory.</summary>
    string Name { get; }

    /// <summary>Looks at several things in one round trip. Use the typed forms in <see cref="HostExtensions"/>.</summary>
    /// <param name="looks">What to look at.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>One answer a look, in order, of the look's type.</returns>
    Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation);

    /// <summary>Brings paths to their wished states, in order; changes that are none are left out. Each file is replaced in one step or not at all.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellation">Ends the waiting; a change under way is completed or not begun.</param>
    Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation);

    /// <summary>Runs a program that changes something. Any exit code comes back; the caller decides what is a failure (see <see cref="HostExtensions.MustRunAsync"/>).</summary>
    /// <param name="command">The program.</param>
    /// <param name="change">What it changes.</param>
    /// <param name="cancellation">Ends the program and everything it started.</param>
    Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation);

    /// <summary>Looks again and again until something is there.</summary>
    /// <param name="expectation">What to wait for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What was seen last.</returns>
    /// <exception cref="TaskFailedException">The time is over; says what was waited for and what was seen last.</exception>
    Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation);

    /// <summary>The same host as another user.</summary>
    /// <param name="user">The user's name on the host.</param>
    IHost As(string user);

    /// <summary>Another host of the inventory, with the same privileges as this one has.</summary>
    /// <param name="name">Its inventory name, or one of <see cref="PeerNames"/>.</param>
    /// <exception cref="TaskFailedException">The inventory has no such host.</exception>
    IHost Peer(string name);
}
