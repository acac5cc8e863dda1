namespace ApimOrchestrator.Core.Hosts;

/// <summary>Something to wait for.</summary>
/// <typeparam name="T">What the look answers.</typeparam>
/// <param name="What">For people: <c>port 9443 answers</c>.</param>
/// <param name="Look">How to see it.</param>
/// <param name="IsMet">Whether what was seen is what is waited for. May throw <see cref="TaskFailedException"/> to end the waiting at once.</param>
/// <param name="Timeout">How long to wait before the task fails.</param>
public sealed record Expectation<T>(string What, Look<T> Look, Func<T, bool> IsMet, TimeSpan Timeout)
{
    /// <summary>The pause between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause before the first look.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What to say when the time is over, in place of the words that it was not so in time.</summary>
    public string? Complaint { get; init; }

    /// <summary>Whether the host may be lost meanwhile: then it is waited for until it can be reached again.</summary>
    public bool SurvivesLoss { get; init; }

    /// <summary>What was last seen, for people, shown while waiting and when the time is over; null to show nothing.</summary>
    public Func<T, string>? Describe { get; init; }
}
