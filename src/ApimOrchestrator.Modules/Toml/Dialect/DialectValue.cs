namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>A value as the server's model holds it, as far as its rules need it.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Table">The table, for an inline table.</param>
internal sealed record DialectValue(DialectKind Kind, DialectTable? Table = null);
