using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Looks at users and groups through the host's name service.</summary>
internal static class AccountLooks
{
    private const string UserScript = """
        getent passwd "$1" || exit 2
        id -gn "$1" && id -Gn "$1"
        """;

    public static CommandLook<UserState?> User(string name) => new(new Subject("user", name), Command.Shell(UserScript, name), result => ReadUser(name, result));

    public static CommandLook<GroupState?> Group(string name) => new(new Subject("group", name), new Command("getent", "group", name), result => ReadGroup(name, result));

    private static UserState? ReadUser(string name, CommandResult result)
    {
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 && result.ExitCode is 1 or 2)
        {
            return null;
        }

        if (lines is not [var entry, var group, ..] || entry.Split(':') is not { Length: 7 } fields || !long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var uid))
        {
            throw new TaskFailedException($"the host does not tell about user {name}") { Result = result };
        }

        var others = lines.ElementAtOrDefault(2)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(other => other != group).Distinct().Order(StringComparer.Ordinal).ToList();
        var home = HostPath.TryParse(fields[5], out var folder) ? folder : HostPath.Root;
        return new UserState(name, uid, group, home, fields[6]) { Groups = others ?? [], Comment = fields[4] };
    }

    private static GroupState? ReadGroup(string name, CommandResult result)
    {
        var fields = result.Output.TrimEnd('\n').Split(':');
        return result.ExitCode switch
        {
            0 when fields.Length >= 3 && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var gid) => new GroupState(fields[0], gid),
            1 or 2 => null,
            _ => throw new TaskFailedException($"the host does not tell about group {name}") { Result = result },
        };
    }
}
