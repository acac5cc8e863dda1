using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>What an agent says of itself when it starts.</summary>
/// <param name="Version">The protocol's version.</param>
/// <param name="Pid">The agent's process number on the host.</param>
/// <param name="Identity">Who it works as.</param>
/// <param name="Shell">The user's login shell; empty where the host does not say.</param>
/// <param name="Missing">Programs the agent needs that the host does not have.</param>
public sealed record AgentHello(int Version, long Pid, HostIdentity Identity, string Shell, IReadOnlyList<string> Missing)
{
    /// <summary>Reads the lines version, pid, umask, uid, gid, user, group, home, shell, the folder for what must stay on the host, and one line a missing program.</summary>
    /// <param name="text">The lines.</param>
    /// <exception cref="FormatException">They are something else.</exception>
    public static AgentHello Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 10 || !HostPath.TryParse(lines[7], out var home) || !HostPath.TryParse(lines[9], out var kept))
        {
            throw new FormatException("the agent's first answer is not what it should be");
        }

        var identity = new HostIdentity(lines[5], lines[6], Number(lines[3]), Number(lines[4]), home, Convert.ToInt32(lines[2], 8)) { Kept = kept };
        return new AgentHello((int)Number(lines[0]), Number(lines[1]), identity, lines[8], [.. lines[10..].Where(static line => line.Length > 0)]);
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
