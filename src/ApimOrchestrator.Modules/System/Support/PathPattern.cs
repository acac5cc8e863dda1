using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Files.Support;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A path that may hold the shell's wildcards, and whether anything fits it.</summary>
/// <param name="pattern">The path.</param>
internal sealed class PathPattern(HostPath pattern)
{
    private readonly int _fixed = FolderChain.Of(pattern).TakeWhile(path => path.Name.AsSpan().IndexOfAny('*', '?', '[') < 0).Count();

    private IReadOnlyList<HostPath> Chain => FolderChain.Of(pattern);

    private HostPath Root => _fixed == 0 ? HostPath.Root : Chain[_fixed - 1];

    /// <summary>The path; with wildcards, the folder in which all that fits lies.</summary>
    public HostPath Place => _fixed == Chain.Count ? pattern : Root;

    /// <summary>The look that shows it.</summary>
    public Look Look => _fixed == Chain.Count
        ? new PathLook(pattern, PathDetail.Attributes, Follow: true)
        : new TreeLook(Root, PathDetail.Attributes) { Depth = Chain.Count - _fixed };

    /// <summary>Whether anything that was seen fits.</summary>
    public bool Exists(object? seen) => seen switch
    {
        PathState state => state is not PathState.Absent,
        IReadOnlyDictionary<HostPath, PathState> tree => tree.Keys.Any(Fits),
        _ => false,
    };

    private bool Fits(HostPath path)
    {
        var parts = FolderChain.Of(path);
        return parts.Count == Chain.Count && Chain.Zip(parts).Skip(_fixed).All(pair => Wildcard.Fits(pair.First.Name, pair.Second.Name));
    }
}
