namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>One <c>key = value</c> as it is written: in a section, or in an inline table.</summary>
/// <param name="Key">The key's parts, more than one for a dotted key.</param>
/// <param name="Place">From the key to the value's end, without blanks and comments around.</param>
/// <param name="Section">The section it is a line of; null inside an inline table.</param>
/// <param name="Inline">The inline table it is in; null for a line.</param>
internal sealed record Entry(IReadOnlyList<string> Key, Span Place, Section? Section, InlineTable? Inline);
