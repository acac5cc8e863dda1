using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Follows links, so that what is written through a link keeps the link.</summary>
internal static class Links
{
    private const int MostHops = 40;

    /// <summary>Where a path leads and what stands there; costs a round trip only where there is a link.</summary>
    public static async Task<(HostPath Path, PathState State)> FollowAsync(this IHost host, HostPath path, PathState seen, PathDetail detail, CancellationToken cancellation)
    {
        var (current, state) = (path, seen);
        for (var hop = 0; state is PathState.Link link; hop++)
        {
            if (hop == MostHops)
            {
                throw new TaskFailedException($"{path} is a link that leads to itself");
            }

            current = current.Parent.Combine(link.Target);
            state = await host.StateOfAsync(current, detail, cancellation);
        }

        return (current, state);
    }
}
