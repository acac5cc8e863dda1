namespace ApimOrchestrator.Ansible.Tests.Truth;

/// <summary>What a run told of one task on one host.</summary>
/// <param name="Outcome">How it ended: <c>ok</c>, <c>changed</c>, <c>skipped</c>, <c>failed</c>, <c>unknown</c>.</param>
/// <param name="Details">What it changed, as far as it was told: one line for each thing, differences included; a word <c>unknown</c> in a line is honest.</param>
public sealed record Told(string Outcome, IReadOnlyList<string> Details)
{
    /// <summary>Whether nothing was claimed, or not all.</summary>
    public bool IsUnknown => Outcome == "unknown" || Details.Any(detail => detail.Contains("unknown", StringComparison.Ordinal));

    /// <summary>Whether everything that was claimed beforehand came true.</summary>
    /// <param name="real">What the real run told.</param>
    public bool ComesTrueIn(Told real) =>
        Outcome == "unknown" || (Outcome == real.Outcome && Details.Count == real.Details.Count && Details.Zip(real.Details).All(pair => pair.First.Contains("unknown", StringComparison.Ordinal) || pair.First == pair.Second));
}
