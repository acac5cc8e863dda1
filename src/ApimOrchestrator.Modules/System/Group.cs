using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("group", "Adds, changes or removes a group of the host.")]
[Returns("name", "The group's name.")]
[Returns("gid", "Its number, unless it was removed.")]
[Returns("state", "`present` or `absent`.")]
internal sealed record Group : IModule
{
    [Argument("The group's name.")]
    public required string Name { get; init; }

    [Argument("Its number; left out, the host chooses.")]
    public long? Gid { get; init; }

    [Argument("Whether a new group gets a number from those for the system.")]
    public bool System { get; init; }

    [Argument("Whether it must be there.")]
    public Presence State { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var before = await host.LookAsync(AccountLooks.Group(Name), cancellation);
        var after = State == Presence.Absent ? null : new GroupState(Name, Gid ?? before?.Gid);
        if (before != after)
        {
            await host.MustRunAsync(CommandFor(before, after), new Change(new Subject("group", Name), before, after) { Undo = CommandFor(after, before) }, cancellation);
        }

        var answer = new Dictionary<string, object?> { ["name"] = Name, ["state"] = after is null ? "absent" : "present" };
        if (after is not null)
        {
            answer["gid"] = after.Gid is { } gid ? gid : new Unknown($"group {Name}");
        }

        return new Answer(answer);
    }

    private Command CommandFor(GroupState? before, GroupState? after)
    {
        if (after is null)
        {
            return new Command("groupdel", Name);
        }

        string[] number = after.Gid is { } gid ? ["-g", gid.ToString(CultureInfo.InvariantCulture)] : [];
        string[] system = System ? ["-r"] : [];
        return before is null ? new Command("groupadd", [.. number, .. system, Name]) : new Command("groupmod", [.. number, Name]);
    }
}
