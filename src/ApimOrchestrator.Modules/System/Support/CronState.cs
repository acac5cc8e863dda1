namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A user's crontab; null in place of it means that the user has none.</summary>
/// <param name="Text">Its text.</param>
internal sealed record CronState(string Text)
{
    /// <summary>Whether crontab(1) knows no such user.</summary>
    public bool IsUserUnknown { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
