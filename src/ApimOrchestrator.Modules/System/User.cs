using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("user", "Adds, changes or removes a user of the host.")]
[Returns("name", "The user's name.")]
[Returns("state", "`present` or `absent`.")]
[Returns("uid", "The user's number, unless removed.")]
[Returns("group", "The primary group.")]
[Returns("groups", "The other groups.")]
[Returns("home", "The home folder.")]
[Returns("shell", "The login shell.")]
[Returns("comment", "The comment field.")]
internal sealed record User : IModule
{
    [Argument("The user's name.", Aliases = ["user"])]
    public required string Name { get; init; }

    [Argument("The user's number; left out, the host chooses.")]
    public long? Uid { get; init; }

    [Argument("The primary group; left out, a new user gets one of the same name.")]
    public string? Group { get; init; }

    [Argument("The other groups; an empty list for none. Left out, they stay as they are.")]
    public IReadOnlyList<string>? Groups { get; init; }

    [Argument("Whether `groups` are added to the user's own instead of replacing them.")]
    public bool Append { get; init; }

    [Argument("The home folder.")]
    public HostPath? Home { get; init; }

    [Argument("The login shell.")]
    public string? Shell { get; init; }

    [Argument("The comment field, usually the person's name.")]
    public string? Comment { get; init; }

    [Argument("The password's hash as crypt(3) makes it, never the password itself; `!` for none.")]
    public Secret? Password { get; init; }

    [Argument("When the password is set.")]
    public PasswordUpdate UpdatePassword { get; init; } = PasswordUpdate.Always;

    [Argument("Whether a new user gets a home folder with the files of `/etc/skel`.", Aliases = ["createhome"])]
    public bool CreateHome { get; init; } = true;

    [Argument("Whether the present home folder is moved when `home` changes.")]
    public bool MoveHome { get; init; }

    [Argument("Whether a new user gets a number from those for the system.")]
    public bool System { get; init; }

    [Argument("Whether the user must be there.")]
    public Presence State { get; init; }

    [Argument("With `state: absent`, whether the home folder goes too.")]
    public bool Remove { get; init; }

    /// <summary>The other groups that are asked for, without empty names.</summary>
    internal IReadOnlyList<string>? OtherGroups => Groups is null ? null : [.. Groups.Where(group => group.Length > 0)];

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var sight = await UserSight.LookAsync(host, this, cancellation);
        return State == Presence.Absent
            ? await RemoveAsync(host, sight, cancellation)
            : Answered(await new UserEditor(this, sight).ApplyAsync(host, cancellation));
    }

    private async Task<Answer> RemoveAsync(IHost host, UserSight sight, CancellationToken cancellation)
    {
        if (sight.User is { } user)
        {
            var change = new Change(sight.Subject, user, null);
            await host.MustRunAsync(new Command("userdel", Name), user.Group == Name ? change with { Also = new Dictionary<Subject, object?> { [new Subject("group", Name)] = null } } : change, cancellation);
            if (Remove && user.Home != HostPath.Root)
            {
                await host.PutAsync(new PathChange(user.Home, await host.StateOfAsync(user.Home, PathDetail.Attributes, cancellation), new PathState.Absent()), cancellation);
            }
        }

        return new Answer(new Dictionary<string, object?> { ["name"] = Name, ["state"] = "absent" });
    }

    private Answer Answered(UserState state) => new(new Dictionary<string, object?>
    {
        ["name"] = Name,
        ["state"] = "present",
        ["uid"] = state.Uid is { } uid ? uid : new Unknown($"user {Name}"),
        ["group"] = state.Group,
        ["groups"] = state.Groups.Cast<object?>().ToList(),
        ["home"] = state.Home.Text,
        ["shell"] = state.Shell,
        ["comment"] = state.Comment,
    });
}
