using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Testing;

/// <summary>A host's state before a case's task.</summary>
public sealed record HostCase
{
    public static readonly HostCase Empty = new();

    /// <summary>What stands at paths; parents come by themselves.</summary>
    public IReadOnlyList<(HostPath Path, PathState State)> Paths { get; init; } = [];

    public IReadOnlyList<UserState> Users { get; init; } = [];

    public IReadOnlyList<GroupState> Groups { get; init; } = [];

    public string User { get; init; } = "root";

    /// <summary>Named texts that canned programs read and write.</summary>
    public IReadOnlyDictionary<string, string> State { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<CannedProgram> Programs { get; init; } = [];

    public bool RunsAnywhere =>
        Users.Count == 0 && Groups.Count == 0 && Programs.Count == 0 && User == "root" && Paths.All(path => path.State switch
        {
            PathState.File file => file is { Owner: "root", Group: "root" },
            PathState.Folder folder => folder is { Owner: "root", Group: "root" },
            PathState.Other => false,
            _ => true,
        });
}
