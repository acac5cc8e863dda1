using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>A value does not fit an operation. The place is where the frame stands; whoever drives the evaluation adds it.</summary>
internal sealed class ValueProblem(string message, string? help = null) : Exception(message)
{
    public string? Help { get; } = help;
}

/// <summary>A value that cannot be known yet was needed: what is being computed is unknown too.</summary>
internal sealed class UnknownReached(Unknown cause) : Exception
{
    public Unknown Cause { get; } = cause;
}

/// <summary>An undefined value was used. A variable whose own template ends so counts as undefined where it is used.</summary>
internal sealed class UndefinedUsed(Diagnostic diagnostic) : DiagnosticException(diagnostic);
