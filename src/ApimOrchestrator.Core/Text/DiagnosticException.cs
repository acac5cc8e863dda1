namespace ApimOrchestrator.Core.Text;

/// <summary>The user's input is wrong: carries every problem found so far. Ends with exit code 1, or as a failed task where it is found while a task runs.</summary>
/// <param name="diagnostics">At least one diagnostic.</param>
public class DiagnosticException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join("\n", diagnostics))
{
    /// <summary>For one problem.</summary>
    /// <param name="diagnostic">The problem.</param>
    public DiagnosticException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>The problems, in the order of their discovery.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
