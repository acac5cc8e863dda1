using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>Looks at everything below a folder, links not followed; the folder itself is the entry with the path itself. Answers an empty map where there is no folder. Other file systems mounted below are entered.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Detail">How closely files are looked at; with <see cref="PathDetail.Bytes"/> up to 32 MiB of bytes come along, of files of up to 1 MiB; the rest is as with <see cref="PathDetail.Hash"/>.</param>
public sealed record TreeLook(HostPath Path, PathDetail Detail = PathDetail.Hash) : Look<IReadOnlyDictionary<HostPath, PathState>>
{
    /// <summary>How many levels below the folder; 1 is the folder's own entries. Null for all.</summary>
    public int? Depth { get; init; }

    /// <summary>A second folder: what stands below it under the names found is looked at as well and is in the answer with its path there; what stands there under other names is not. For comparing a copy with its source at the price of the source.</summary>
    public HostPath? Twin { get; init; }

    /// <summary>Paths relative to the folder that are left out with everything below them; <c>*</c> matches within a name (<c>repository/logs</c>, <c>repository/database/*.lock.db</c>).</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
