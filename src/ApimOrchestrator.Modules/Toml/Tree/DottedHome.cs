namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>Where the dotted keys of a table are written.</summary>
/// <param name="Section">The section they are lines of; null inside an inline table.</param>
/// <param name="Inline">The inline table they are in; null for lines.</param>
/// <param name="Prefix">The keys before the last dot, as they must be written there.</param>
internal sealed record DottedHome(Section? Section, InlineTable? Inline, IReadOnlyList<string> Prefix);
