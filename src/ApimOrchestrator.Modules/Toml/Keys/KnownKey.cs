namespace ApimOrchestrator.Modules.Toml.Keys;

/// <summary>A place in the tree of known keys.</summary>
internal sealed class KnownKey
{
    /// <summary>Stands for any one name.</summary>
    public const string AnyName = "*";

    /// <summary>Stands for any names that follow.</summary>
    public const string AnyNames = "**";

    private readonly Dictionary<string, KnownKey> _below = new(StringComparer.Ordinal);

    /// <summary>The letters of the versions that know the key itself; empty where only keys below it are known.</summary>
    public string Versions { get; set; } = string.Empty;

    /// <summary>The key below, made where it is missing.</summary>
    public KnownKey Below(string name)
    {
        if (!_below.TryGetValue(name, out var key))
        {
            _below.Add(name, key = new KnownKey());
        }

        return key;
    }

    /// <summary>The letters of all versions that know a path.</summary>
    public string Find(IReadOnlyList<string> names, int depth = 0)
    {
        if (depth == names.Count)
        {
            return Versions;
        }

        var exact = _below.TryGetValue(names[depth], out var named) ? named.Find(names, depth + 1) : string.Empty;
        var any = _below.TryGetValue(AnyName, out var wild) ? wild.Find(names, depth + 1) : string.Empty;
        return exact + any + (_below.TryGetValue(AnyNames, out var rest) ? rest.Versions : string.Empty);
    }
}
