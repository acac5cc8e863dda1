namespace ApimOrchestrator.Modules.Toml;

/// <summary>One place in a text that the server's TOML parser does not take.</summary>
/// <param name="Verdict">Whether the parser refuses the text or crashes on it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 units, counted from 1.</param>
/// <param name="Message">What stands there and why the server does not take it.</param>
/// <param name="Help">What to write instead, or null where the message says it all.</param>
public sealed record TomlDialectProblem(TomlVerdict Verdict, int Line, int Column, string Message, string? Help = null);
