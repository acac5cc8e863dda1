using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>Looks where a path leads and what stands there, so that what is written through a link keeps the link. Links whose targets cannot be named (a line break) and links that lead to themselves are refused with <see cref="TaskFailedException"/>.</summary>
/// <param name="Path">The path.</param>
/// <param name="Detail">How closely.</param>
/// <param name="Follow">Whether links are followed; else the path itself is meant, link or not.</param>
public sealed record TargetLook(HostPath Path, PathDetail Detail = PathDetail.Hash, bool Follow = true) : Look<PathTarget>
{
    /// <summary>How many links are followed one after the other; more are taken for a circle.</summary>
    public const int MostLinks = 40;

    /// <summary>Where a link leads.</summary>
    /// <param name="path">The link's path.</param>
    /// <param name="link">The link.</param>
    /// <param name="hops">How many links have been followed before it.</param>
    /// <exception cref="TaskFailedException">Nowhere: it leads to itself, or its target holds a line break.</exception>
    public HostPath Next(HostPath path, PathState.Link link, int hops)
    {
        var text = link.Target.StartsWith('/') ? link.Target : path.Parent.Text + "/" + link.Target;
        return hops >= MostLinks ? throw new TaskFailedException($"{Path} is a link that leads to itself") { Subject = Path.Text }
            : HostPath.TryParse(text, out var next) ? next
            : throw new TaskFailedException($"{path} is a link to a path with a line break, which cannot be followed") { Subject = Path.Text };
    }
}
