namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>The types of values in the server's TOML model; an array holds one of them only.</summary>
internal enum DialectKind
{
    /// <summary>No value: the server drops <c>inf</c> and <c>nan</c> without a word, and a value it has refused.</summary>
    None,
    String,
    Integer,
    Float,
    Boolean,
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
    Array,
    Table,
}
