namespace ApimOrchestrator.Core.Hosts;

/// <summary>A thing on a host that a task can look at or change, other than a path's content: <c>user wso2carbon</c>, <c>mount /srv</c>, <c>server /opt/wso2am-3.2.0</c>, <c>port node1:9443</c>. Equal subjects are the same thing.</summary>
/// <param name="Kind">The kind, one lower-case word.</param>
/// <param name="Name">Its name among its kind.</param>
public sealed record Subject(string Kind, string Name)
{
    /// <summary>Kind and name, as people read it.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
