namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>The states of the server's TOML lexer; they are stacked, and some of its refusals come from the stack alone.</summary>
internal enum DialectMode
{
    Lines,
    Value,
    BasicString,
    MultilineBasicString,
    LiteralString,
    MultilineLiteralString,
    Date,
    InlineTable,
}
