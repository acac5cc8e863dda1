namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>A table written as <c>{ a = 1 }</c>.</summary>
/// <param name="place">From <c>{</c> to <c>}</c>.</param>
internal sealed class InlineTable(Span place)
{
    /// <summary>From <c>{</c> to <c>}</c>.</summary>
    public Span Place { get; } = place;

    /// <summary>The keys in it, in the order of the file.</summary>
    public List<Entry> Entries { get; } = [];
}
