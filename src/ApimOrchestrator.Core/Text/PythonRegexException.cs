namespace ApimOrchestrator.Core.Text;

/// <summary>A regular expression or a replacement is wrong, or looks for too long.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="help">What to do about it, or null.</param>
public sealed class PythonRegexException(string message, string? help = null) : FormatException(message)
{
    /// <summary>What to do about it, or null.</summary>
    public string? Help { get; } = help;
}
