namespace ApimOrchestrator.Core.Modules;

/// <summary>An argument that is an expression (as in <c>when</c>): it arrives with its value.</summary>
/// <param name="Expression">The expression as written.</param>
/// <param name="Value">Its value; <see cref="Values.Undefined"/> or <see cref="Values.Unknown"/> where that is so.</param>
public sealed record Evaluated(string Expression, object? Value);
