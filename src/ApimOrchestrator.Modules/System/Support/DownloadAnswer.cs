namespace ApimOrchestrator.Modules.System.Support;

/// <summary>What a web server said of a file.</summary>
/// <param name="Status">The HTTP status; 0 for other protocols, -1 where there was no answer.</param>
internal sealed record DownloadAnswer(int Status)
{
    /// <summary>The bytes' SHA-256, where they were asked for and came.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What curl said was wrong; null for nothing.</summary>
    public string? Error { get; init; }
}
