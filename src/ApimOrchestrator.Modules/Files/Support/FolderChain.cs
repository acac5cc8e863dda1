using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>A folder and the folders above it, of which some may have to be made.</summary>
internal static class FolderChain
{
    /// <summary>The folder and those above it, outermost first, without the root.</summary>
    public static IReadOnlyList<HostPath> Of(HostPath folder)
    {
        var chain = new List<HostPath>();
        for (var path = folder; path != HostPath.Root; path = path.Parent)
        {
            chain.Insert(0, path);
        }

        return chain;
    }

    /// <summary>The looks that show which are missing.</summary>
    public static IEnumerable<Look> Looks(HostPath folder) => Of(folder).Select(path => new PathLook(path, PathDetail.Attributes, Follow: true));

    /// <summary>The changes that make what is missing.</summary>
    /// <exception cref="TaskFailedException">Something that is no folder stands in the way.</exception>
    public static IEnumerable<PathChange> Missing(HostPath folder, IEnumerable<PathState> seen, Func<PathState.Folder> fresh)
    {
        foreach (var (path, state) in Of(folder).Zip(seen))
        {
            if (state is PathState.Absent)
            {
                yield return new PathChange(path, state, fresh());
            }
            else if (state is not PathState.Folder)
            {
                throw new TaskFailedException($"{path} is a {state.Kind}, so no folder {folder} can be made") { Subject = path.Text };
            }
        }
    }

    /// <summary>Looks and makes what is missing.</summary>
    public static async Task<IReadOnlyList<PathChange>> MissingAsync(IHost host, HostPath folder, Func<PathState.Folder> fresh, CancellationToken cancellation) =>
        [.. Missing(folder, (await host.LookAsync([.. Looks(folder)], cancellation)).Cast<PathState>(), fresh)];
}
