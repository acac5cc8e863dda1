namespace ApimOrchestrator.Core.Values;

/// <summary>A text that must not reach a log, a diff, a process list or a journal. Its <see cref="ToString"/> is a mask; <see cref="Reveal"/> is for the one place that needs it.</summary>
/// <param name="text">The secret text.</param>
public sealed class Secret(string text) : IEquatable<Secret>
{
    /// <summary>What stands in every output in place of a secret.</summary>
    public const string Mask = "********";

    /// <summary>The secret itself. Hand it only to a command's input or environment, or to a file's content.</summary>
    public string Reveal() => text;

    /// <summary>The mask.</summary>
    public override string ToString() => Mask;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other.Reveal() == text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
}
