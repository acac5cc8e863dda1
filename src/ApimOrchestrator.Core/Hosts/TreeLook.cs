using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>Looks at everything below a folder, links not followed; the folder itself is the entry with the path itself. Answers an empty map where there is no folder. Other file systems mounted below are entered.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Detail">How closely files are looked at; <see cref="PathDetail.Bytes"/> counts as <see cref="PathDetail.Hash"/>.</param>
public sealed record TreeLook(HostPath Path, PathDetail Detail = PathDetail.Hash) : Look<IReadOnlyDictionary<HostPath, PathState>>
{
    /// <summary>How many levels below the folder; 1 is the folder's own entries. Null for all.</summary>
    public int? Depth { get; init; }

    /// <summary>Paths relative to the folder that are left out with everything below them; <c>*</c> matches within a name (<c>repository/logs</c>, <c>repository/database/*.lock.db</c>).</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
