using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>A host that lives in memory. Independent of the overlay: it keeps a tree of inodes, so that both can be held against each other.</summary>
public sealed class MemoryHost(MemoryMachine machine, string user) : IHost
{
    /// <summary>As an agent's.</summary>
    public Func<PathChange, (string Folder, string Line)?>? Journal { get; init; }

    public string Name => machine.Name;

    public MemoryMachine Machine => machine;

    public Task<IReadOnlyList<object?>> LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        machine.Trips++;
        return Task.FromResult<IReadOnlyList<object?>>([.. looks.Select(Answer)]);
    }

    public Task PutAsync(IReadOnlyList<PathChange> changes, CancellationToken cancellation)
    {
        Change();
        foreach (var change in changes.Where(change => !change.IsNone))
        {
            RequireOwners(change.After);
            if (Journal?.Invoke(change) is { } kept)
            {
                machine.Keep(kept.Folder, change.Before is PathState.File { Content.Sha256: not null } ? [change.Path] : [], kept.Line + "\n");
            }

            machine.Files.Put(change);
        }

        return Task.CompletedTask;
    }

    public Task<CommandResult> RunAsync(Command command, Change change, CancellationToken cancellation)
    {
        Change();
        return Task.FromResult(machine.Run(command));
    }

    public Task<T> ExpectAsync<T>(Expectation<T> expectation, CancellationToken cancellation)
    {
        T seen = default!;
        for (var looks = 0; looks < 10; looks++)
        {
            machine.Trips++;
            seen = (T)Answer(expectation.Look)!;
            if (expectation.IsMet(seen))
            {
                return Task.FromResult(seen);
            }
        }

        throw new TaskFailedException($"{expectation.Complaint ?? $"{expectation.What}: not so after {expectation.Timeout.TotalSeconds} seconds"}{(expectation.Describe is { } describe ? $"; last seen: {describe(seen)}" : "")}");
    }

    public IHost As(string user) => machine.Lab.Host(machine.Name, user);

    public IHost Peer(string name) => name switch
    {
        PeerNames.Task => machine.Lab.Host(machine.Name, user),
        PeerNames.Control => machine.Lab.Host("localhost"),
        _ => machine.Lab.Host(name, user),
    };

    private object? Answer(Look look) => look switch
    {
        PathLook path => machine.Files.StateOf(path.Path, path.Detail, path.Follow),
        TargetLook target => Target(target),
        TreeLook tree => machine.Files.Tree(tree),
        ICommandLook command => command.Answer(machine.Run(command.Command)),
        IdentityLook when machine.Users.TryGetValue(user, out var account) => new HostIdentity(user, account.Group, account.Uid ?? -1, machine.Groups[account.Group].Gid ?? -1, account.Home, 0x12),
        _ => throw new TaskFailedException($"there is no user '{user}' on {machine.Name}"),
    };

    private PathTarget Target(TargetLook look)
    {
        var path = look.Path;
        for (var hops = 0; ; hops++)
        {
            var state = machine.Files.StateOf(path, look.Detail);
            if (!look.Follow || state is not PathState.Link link)
            {
                return new PathTarget(path, state);
            }

            path = look.Next(path, link, hops);
        }
    }

    private void Change()
    {
        machine.Trips++;
        if (machine.IsLookOnly)
        {
            throw new InvalidOperationException($"{machine.Name} was to be looked at only");
        }
    }

    private void RequireOwners(PathState state)
    {
        var (owner, group) = state switch
        {
            PathState.File file => (file.Owner, file.Group),
            PathState.Folder folder => (folder.Owner, folder.Group),
            PathState.Link link => (link.Owner, link.Group),
            _ => ("root", "root"),
        };
        if (!machine.Users.ContainsKey(owner) && !owner.All(char.IsAsciiDigit))
        {
            throw new TaskFailedException($"there is no user '{owner}'");
        }

        if (!machine.Groups.ContainsKey(group) && !group.All(char.IsAsciiDigit))
        {
            throw new TaskFailedException($"there is no group '{group}'");
        }
    }
}
