namespace ApimOrchestrator.Tests.Hosts.Faults;

/// <summary>A clock that somebody sets back again and again; what it measures goes on evenly, as the system's does.</summary>
public sealed class SteppingClock : TimeProvider
{
    private TimeSpan _offset;

    /// <summary>Sets it back by an hour.</summary>
    public void SetBack() => _offset -= TimeSpan.FromHours(1);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;
}
