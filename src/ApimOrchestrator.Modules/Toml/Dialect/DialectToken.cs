namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>One token with its place.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Text">Its text as it stands.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal sealed record DialectToken(DialectTokenType Type, string Text, int Line, int Column);
