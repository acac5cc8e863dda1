using System.Collections.Concurrent;

namespace ApimOrchestrator.Language.Variables;

/// <summary>The <c>defaults</c> of the roles read so far: in a role's own tasks they come before those of other roles.</summary>
internal sealed class RoleDefaults
{
    private static readonly Dictionary<string, object?> None = [];
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, object?>> _byPath = new(StringComparer.Ordinal);

    /// <summary>The defaults of the role in a folder; empty where it has none.</summary>
    public IReadOnlyDictionary<string, object?> this[string? rolePath]
    {
        get => rolePath is not null && _byPath.TryGetValue(rolePath, out var defaults) ? defaults : None;
        set => _byPath[rolePath!] = value;
    }
}
