namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>A login that is there.</summary>
internal sealed record LoginState
{
    public override string ToString() => "present";
}
