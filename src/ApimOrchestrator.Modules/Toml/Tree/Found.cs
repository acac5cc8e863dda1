namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>What a path leads to, with the path on which each table of an array has its number.</summary>
/// <param name="Path">The exact path.</param>
/// <param name="Node">What is there.</param>
internal sealed record Found(TomlPath Path, Node Node);
