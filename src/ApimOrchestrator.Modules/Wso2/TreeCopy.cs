using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>Makes a folder here like one on another host: only what differs (by SHA-256) travels, through the control machine. Both trees are looked at at the same time.</summary>
[Module("tree_copy", "Copies a folder from another host (or from this one), only what differs, through the control machine.")]
[Returns("files", "How many files, folders and links were made or changed.")]
[Returns("removed", "How many were removed; a folder counts once.")]
public sealed record TreeCopy : IModule
{
    /// <summary>The folder to be copied.</summary>
    [Argument("The folder to be copied; `dest` if left out.")]
    public HostPath? Src { get; init; }

    /// <summary>The folder to be made like it.</summary>
    [Argument("The folder on this host that is to be like it.", Aliases = ["path"])]
    public required HostPath Dest { get; init; }

    /// <summary>The host it comes from.</summary>
    [Argument("The host of the inventory `src` is on; this host if left out.")]
    public string? From { get; init; }

    /// <summary>What is left alone.</summary>
    [Argument("Paths relative to the folder that are neither copied nor removed, with all below them; `*` stands for any part of a name (`repository/logs`, `repository/database/*.lock.db`).")]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether what is only here goes.</summary>
    [Argument("Whether to remove what the source does not have.")]
    public bool Delete { get; init; }

    /// <summary>What is never removed.</summary>
    [Argument("Paths, as in `exclude`, that `delete` does not remove, though they are copied.")]
    public IReadOnlyList<string> Protect { get; init; } = [];

    /// <summary>Whether what is here already stays.</summary>
    [Argument("Whether only what is missing is copied; what is there stays as it is.")]
    public bool OnlyMissing { get; init; }

    /// <summary>A path that says that all is done.</summary>
    [Argument("A path on this host that is written last. Where it exists nothing is done: the folder has been copied before.")]
    public HostPath? Creates { get; init; }

    /// <summary>The owner.</summary>
    [Argument("The user everything belongs to; as in the source if left out.")]
    public string? Owner { get; init; }

    /// <summary>The group.</summary>
    [Argument("The group everything belongs to; as in the source if left out.")]
    public string? Group { get; init; }

    /// <summary>The mode of folders.</summary>
    [Argument("The mode of folders; as in the source if left out.")]
    public Mode? DirectoryMode { get; init; }

    /// <summary>The mode of files.</summary>
    [Argument("The mode of files, for example `g+r`; as in the source if left out.")]
    public Mode? FileMode { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        if (Creates is { } marker && await host.StateOfAsync(marker, PathDetail.Attributes, cancellation) is not PathState.Absent)
        {
            return AnswerOf([]);
        }

        var src = Src ?? Dest;
        var (wished, present) = await LookAsync(host, new TreeLook(src) { Exclude = Exclude }, new TreeLook(Dest) { Exclude = Exclude }, cancellation);
        if (wished.Count == 0)
        {
            throw new TaskFailedException($"there is no folder {src} on {From ?? host.Name}");
        }

        var changes = new TreePlan(this, src, wished, present).Changes();
        await host.PutAsync(changes, cancellation);
        return AnswerOf(changes);
    }

    private async Task<(IReadOnlyDictionary<HostPath, PathState> Source, IReadOnlyDictionary<HostPath, PathState> Here)> LookAsync(
        IHost host, TreeLook source, TreeLook here, CancellationToken cancellation)
    {
        if (From is null || From == host.Name)
        {
            return await host.LookAsync(source, here, cancellation);
        }

        var there = host.Peer(From).LookAsync(source, cancellation);
        var present = await host.LookAsync(here, cancellation);
        return (await there, present);
    }

    private static Answer AnswerOf(IReadOnlyList<PathChange> changes) => new(new Dictionary<string, object?>
    {
        ["files"] = changes.LongCount(change => change.After is not PathState.Absent),
        ["removed"] = changes.LongCount(change => change.After is PathState.Absent),
    });
}
