namespace ApimOrchestrator.Core.Hosts;

/// <summary>What came back from a program.</summary>
/// <param name="ExitCode">Its exit code; 128 plus the signal's number where a signal ended it.</param>
/// <param name="Output">Its standard output, as UTF-8 text (at most 16 MiB of it).</param>
/// <param name="Error">Its standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Why there is no answer: the program has not really run. Null for a real answer.</summary>
    public string? WhyUnknown { get; init; }

    /// <summary>The standard output's bytes, where they are not text.</summary>
    public ReadOnlyMemory<byte> RawOutput { get; init; }

    /// <summary>Whether there was such a program to start; one that could not be started has changed nothing.</summary>
    public bool WasStarted { get; init; } = true;

    /// <summary>Whether the program ran and answered 0.</summary>
    public bool Succeeded => WhyUnknown is null && ExitCode == 0;

    /// <summary>The answer of a program that would run only in the real run.</summary>
    /// <param name="why">What it depends on, for people.</param>
    public static CommandResult Unknown(string why) => new(0, "", "") { WhyUnknown = why };
}
