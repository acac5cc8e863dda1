using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What is seen of a user and the groups a task names, in one round trip.</summary>
/// <param name="User">The user; null where there is none.</param>
/// <param name="Groups">The groups by name as asked for; null where there is none.</param>
/// <param name="Password">The password's hash.</param>
internal sealed record UserSight(UserState? User, IReadOnlyDictionary<string, GroupState?> Groups, PasswordHash? Password)
{
    /// <summary>The user as a subject of changes.</summary>
    public required Subject Subject { get; init; }

    public static async Task<UserSight> LookAsync(IHost host, User task, CancellationToken cancellation)
    {
        var names = (task.OtherGroups ?? []).Append(task.Group ?? task.Name).Distinct().ToList();
        List<Look> looks = [AccountLooks.User(task.Name), .. names.Select(AccountLooks.Group)];
        if (task.Password is not null)
        {
            looks.Add(PasswordHash.Look(task.Name));
        }

        var seen = await host.LookAsync(looks, cancellation);
        return new UserSight((UserState?)seen[0], names.Zip(seen.Skip(1)).ToDictionary(pair => pair.First, pair => (GroupState?)pair.Second), seen[^1] as PasswordHash)
        {
            Subject = new Subject("user", task.Name),
        };
    }

    /// <summary>A group's name as the host has it.</summary>
    /// <exception cref="TaskFailedException">There is no such group.</exception>
    public string MustHave(string group) => Groups.GetValueOrDefault(group)?.Name ?? throw new TaskFailedException($"{Subject}: there is no group {group}; add it with the module 'group' first") { Subject = Subject.ToString() };
}
