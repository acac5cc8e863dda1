using ApimOrchestrator.Core.Hosts;
namespace ApimOrchestrator.Hosts.Journal;

/// <summary>A path's state as a journal keeps it: a file's content by its hash only.</summary>
/// <param name="State"><c>absent file folder link other</c></param>
/// <param name="Sha256">A file's SHA-256 in hex; null where it was not looked at or is not known.</param>
/// <param name="Mode">Permission bits as four octal digits; null where there are none.</param>
/// <param name="Owner">The owner; null where there is none.</param>
/// <param name="Group">The group; null where there is none.</param>
/// <param name="Target">A link's target; null otherwise.</param>
public sealed record JournalState(string State, string? Sha256 = null, string? Mode = null, string? Owner = null, string? Group = null, string? Target = null)
{
    /// <summary>The journal's form of a state.</summary>
    /// <param name="state">The state.</param>
    public static JournalState Of(PathState state) => state switch
    {
        PathState.File file => new JournalState(state.Kind, file.Content.Sha256, Core.Values.Mode.Octal(file.Mode), file.Owner, file.Group),
        PathState.Folder folder => new JournalState(state.Kind, null, Core.Values.Mode.Octal(folder.Mode), folder.Owner, folder.Group),
        PathState.Link link => new JournalState(state.Kind, null, null, link.Owner, link.Group, link.Target),
        _ => new JournalState(state.Kind),
    };

    /// <summary>Whether a path is in this state; a content that was not looked at is not compared.</summary>
    /// <param name="state">What stands there.</param>
    public bool Fits(PathState state)
    {
        var other = Of(state);
        return (Sha256 is null ? this with { Sha256 = other.Sha256 } : this) == other;
    }

    /// <summary>The state to bring a path back to.</summary>
    /// <param name="content">The file's content, where it is a file.</param>
    public PathState ToState(Content content) => State switch
    {
        "file" => new PathState.File(content, Bits(), Owner ?? "", Group ?? ""),
        "folder" => new PathState.Folder(Bits(), Owner ?? "", Group ?? ""),
        "link" => new PathState.Link(Target ?? "", Owner ?? "", Group ?? ""),
        _ => new PathState.Absent(),
    };

    /// <summary>For people.</summary>
    public override string ToString() => string.Join(' ', new[] { State, Mode, Owner is null ? null : $"{Owner}:{Group}", Target, Sha256?[..12] }.Where(part => part is not null));

    private int Bits() => Convert.ToInt32(Mode ?? "0", 8);
}
