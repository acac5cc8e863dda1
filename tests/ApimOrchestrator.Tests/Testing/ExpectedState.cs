namespace ApimOrchestrator.Tests.Testing;

/// <summary>What an effect's before or after must be; what is null is not compared.</summary>
public sealed record ExpectedState
{
    /// <summary>The text of an effect that is not a path.</summary>
    public string? Text { get; init; }

    /// <summary><c>file folder link absent other</c></summary>
    public string? State { get; init; }

    public ReadOnlyMemory<byte>? Content { get; init; }

    public string? Sha256 { get; init; }

    public int? Mode { get; init; }

    public string? Owner { get; init; }

    public string? Group { get; init; }

    public string? Target { get; init; }

    public override string ToString() => Text ?? $"{State} {Mode} {Owner} {Group} {Target}";
}
