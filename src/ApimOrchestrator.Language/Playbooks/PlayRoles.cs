using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>What the roles of a play bring to all of it: their handlers, and the variables of those listed or imported.</summary>
internal sealed class PlayRoles
{
    public List<PlayItem> Handlers { get; } = [];

    /// <summary>Handlers that roles included while running will bring: they may be notified.</summary>
    public List<PlayItem> LaterHandlers { get; } = [];

    /// <summary>The roles listed so far with their parameters: the same again is not done twice.</summary>
    public HashSet<string> Listed { get; } = new(StringComparer.Ordinal);

    public List<IReadOnlyDictionary<string, object?>> Defaults { get; } = [];

    public List<IReadOnlyDictionary<string, object?>> Vars { get; } = [];
}
