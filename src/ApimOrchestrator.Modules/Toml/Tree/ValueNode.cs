namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>A value: scalar or array.</summary>
/// <param name="value">The parsed value.</param>
/// <param name="place">Its text.</param>
/// <param name="items">An array's elements; null for a scalar.</param>
internal sealed class ValueNode(object? value, Span place, IReadOnlyList<Node>? items) : Node
{
    /// <inheritdoc/>
    public override object? Value { get; } = value;

    /// <summary>Its text.</summary>
    public Span Place { get; } = place;

    /// <summary>An array's elements; null for a scalar.</summary>
    public IReadOnlyList<Node>? Items { get; } = items;
}
