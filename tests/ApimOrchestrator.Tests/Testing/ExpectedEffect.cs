namespace ApimOrchestrator.Tests.Testing;

/// <summary>An effect a case asks for; what is null is not compared.</summary>
public sealed record ExpectedEffect
{
    /// <summary>The path, or null where <see cref="Subject"/> is given.</summary>
    public string? Path { get; init; }

    /// <summary>Kind and name, for example <c>cron root</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>The peer it happens on, or null for the case's own host.</summary>
    public string? Host { get; init; }

    public ExpectedState? Before { get; init; }

    public ExpectedState? After { get; init; }

    public override string ToString() => $"{Path ?? Subject}: {Before} -> {After}{(Host is null ? "" : $" on {Host}")}";
}
