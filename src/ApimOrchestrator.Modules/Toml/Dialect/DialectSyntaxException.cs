namespace ApimOrchestrator.Modules.Toml.Dialect;

/// <summary>The text leaves the grammar; nothing after it can be judged.</summary>
/// <param name="problem">What was found and what was expected.</param>
internal sealed class DialectSyntaxException(TomlDialectProblem problem) : Exception(problem.Message)
{
    /// <summary>What was found and what was expected.</summary>
    public TomlDialectProblem Problem { get; } = problem;
}
