namespace ApimOrchestrator.Core.Values;

/// <summary>A value that cannot be known before the run has really happened. It spreads: an expression over it is unknown too.</summary>
/// <param name="Why">What it depends on, for people: <c>'NAME' (task at file:line)</c> or the like.</param>
public sealed record Unknown(string Why)
{
    /// <summary>The text shown in place of the value.</summary>
    public override string ToString() => $"(unknown: depends on {Why})";
}
