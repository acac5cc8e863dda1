namespace ApimOrchestrator.Modules.Toml.Tree;

/// <summary>An array of tables written with <c>[[headers]]</c>.</summary>
internal sealed class TableArrayNode : Node
{
    /// <summary>Its tables, at least one.</summary>
    public List<TableNode> Tables { get; } = [];

    /// <inheritdoc/>
    public override object? Value => Tables.Select(table => table.Value).ToList();
}
