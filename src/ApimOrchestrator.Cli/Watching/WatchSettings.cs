namespace ApimOrchestrator.Cli.Watching;

/// <summary>How hosts are watched.</summary>
/// <param name="Interval">From the end of a look to the beginning of the next.</param>
/// <param name="Jitter">The share of the interval by which it is longer or shorter, at random: 0 to 1.</param>
/// <param name="Rounds">How many looks; null for no end.</param>
internal sealed record WatchSettings(TimeSpan Interval, double Jitter, int? Rounds);
