namespace ApimOrchestrator.Core.Hosts;

/// <summary>A group of a host: the state of the subject <c>group NAME</c>; null in place of it means that there is no such group.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Gid">The number; null where the host is going to choose it.</param>
public sealed record GroupState(string Name, long? Gid)
{
    /// <summary>For people: the number, where it is known.</summary>
    public override string ToString() => Gid is null ? "present" : $"gid={Gid}";
}
