using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>Who works on the host: what new files belong to unless a task says otherwise.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Group">The name of the user's primary group.</param>
/// <param name="Uid">The user's number; 0 is root; -1 where the user is only going to be made and the host will choose it.</param>
/// <param name="Gid">The primary group's number; -1 where that is not known yet.</param>
/// <param name="Home">The user's home folder.</param>
/// <param name="Umask">The permission bits a new path does not get, for example 022 octal.</param>
public sealed record HostIdentity(string User, string Group, long Uid, long Gid, HostPath Home, int Umask)
{
    /// <summary>The folder for what the program must leave on the host, such as journals; null where no agent has told.</summary>
    public HostPath? Kept { get; init; }
}
