namespace ApimOrchestrator.Core.Values;

/// <summary>The value of a variable, attribute or item that does not exist. Only <c>default</c> and <c>is defined</c> may meet it; any other use is an error that names it.</summary>
/// <param name="Name">What was asked for, as an error should call it.</param>
public sealed record Undefined(string Name);
