using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts;

/// <summary>A real host that is locked for this run before its first change, and that no agent works on as a user who is to be removed.</summary>
/// <param name="inner">The host.</param>
/// <param name="lockAsync">Locks it; at once where it is locked already.</param>
/// <param name="leaveAsync">Ends the agents that work as a user.</param>
internal sealed class LockingHost(IHost inner, Func<CancellationToken, Task> lockAsync, Func<string, CancellationToken, Task> leaveAsync) : IHost
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation) => inner.LookAsync(looks, cancellation);

    /// <inheritdoc/>
    public async Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        await lockAsync(cancellation);
        await inner.PutAsync(changes, cancellation);
    }

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        if (change is { Subject: { Kind: "user", Name: var user }, After: null })
        {
            await leaveAsync(user, cancellation);
        }

        await lockAsync(cancellation);
        return await inner.RunAsync(command, change, cancellation);
    }

    /// <inheritdoc/>
    public Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation) => inner.ExpectAsync(expectation, cancellation);

    /// <inheritdoc/>
    public IHost As(string user) => inner.As(user);

    /// <inheritdoc/>
    public IHost Peer(string name) => inner.Peer(name);
}
