namespace ApimOrchestrator.Core.Text;

/// <summary>How much a problem in the user's files matters.</summary>
public enum Severity
{
    /// <summary>Worth telling; the run goes on.</summary>
    Warning,

    /// <summary>Nothing may be touched while this stands.</summary>
    Error,
}
