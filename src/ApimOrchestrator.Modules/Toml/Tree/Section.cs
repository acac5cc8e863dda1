namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>The lines under one header, or those before the first header.</summary>
/// <param name="header">The header from <c>[</c> to <c>]</c>; null before the first header.</param>
internal sealed class Section(Span? header)
{
    /// <summary>The header from <c>[</c> to <c>]</c>; null before the first header.</summary>
    public Span? Header { get; } = header;

    /// <summary>The keys under it, in the order of the file.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>The offset after its last key, or after its header where it has none; 0 for an empty start of a file.</summary>
    public int End => Entries.Count > 0 ? Entries[^1].Place.End : Header?.End ?? 0;
}
