using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>A user of a host: the state of the subject <c>user NAME</c>; null in place of it means that there is no such user. Later tasks may own files as this user or become it, in a run that only pretends too.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Uid">The number; null where the host is going to choose it.</param>
/// <param name="Group">The primary group's name.</param>
/// <param name="Home">The home folder.</param>
/// <param name="Shell">The login shell.</param>
public sealed record UserState(string Name, long? Uid, string Group, HostPath Home, string Shell)
{
    /// <summary>The other groups the user is in, sorted by name.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The comment (GECOS) field.</summary>
    public string Comment { get; init; } = "";

    /// <inheritdoc/>
    public bool Equals(UserState? other) =>
        other is not null && (Name, Uid, Group, Home, Shell, Comment) == (other.Name, other.Uid, other.Group, other.Home, other.Shell, other.Comment) && Groups.SequenceEqual(other.Groups);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Uid, Group, Home, Shell);

    /// <summary>For people: every field that is known.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { $"group={Group}", $"home={Home}", $"shell={Shell}", Uid is null ? "" : $"uid={Uid}", Groups.Count == 0 ? "" : $"groups={string.Join(',', Groups)}", Comment.Length == 0 ? "" : $"comment={Comment}" }.Where(part => part.Length > 0));
}
