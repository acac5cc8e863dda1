namespace ApimOrchestrator.Modules.Toml;

/// <summary>One part of a path: a key and, where it names an array of tables, which of them.</summary>
/// <param name="Name">The key, without quotes.</param>
/// <param name="Selector">Which table of the array; null for a plain key or the whole array.</param>
public sealed record TomlStep(string Name, TomlSelector? Selector = null)
{
    /// <summary>The part as it is written in a path.</summary>
    public override string ToString() => TomlKey.Write(Name) + Selector;
}
