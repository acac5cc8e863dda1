namespace ApimOrchestrator.Core.Hosts;

/// <summary>What is mounted at a path: the state of the subject <c>mount PATH</c>. A host that carries simulated state shows what the mount shows below the path; null in place of it means that nothing is mounted there.</summary>
/// <param name="Source">What is mounted, as the mount table spells it: <c>10.0.0.9:/srv/apim</c>, <c>/dev/sdb1</c>. Hosts that mount the same source share what is below.</param>
/// <param name="FsType">The file system's type, for example <c>nfs4</c>.</param>
/// <param name="Options">The options, joined by commas as written.</param>
public sealed record MountState(string Source, string FsType, string Options)
{
    /// <summary>For people: source, type and options.</summary>
    public override string ToString() => $"{Source} ({FsType}, {Options})";
}
