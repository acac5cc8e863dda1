using ApimOrchestrator.Core.Playbooks;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>What the roles of a play bring to all of it: their handlers, and the variables of those listed or imported.</summary>
internal sealed class PlayRoles
{
    public List<PlayItem> Handlers { get; } = [];

    public List<IReadOnlyDictionary<string, object?>> Defaults { get; } = [];

    public List<IReadOnlyDictionary<string, object?>> Vars { get; } = [];
}
