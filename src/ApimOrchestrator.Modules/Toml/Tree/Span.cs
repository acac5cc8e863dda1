namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>A stretch of a file's text.</summary>
/// <param name="Start">The first letter's offset.</param>
/// <param name="End">The offset after the last letter.</param>
internal readonly record struct Span(int Start, int End);
