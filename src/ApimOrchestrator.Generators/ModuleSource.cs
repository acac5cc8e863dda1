using System.Collections.Immutable;

namespace ApimOrchestrator.Generators;

/// <summary>What one module's declaration becomes: its contract's code, or the rules it breaks. Equal declarations give equal values.</summary>
internal sealed record ModuleSource(string TypeName, ImmutableArray<string> Names, string Code, ImmutableArray<Finding> Findings, Finding NameTaken)
{
    public bool Equals(ModuleSource? other) =>
        other is not null && TypeName == other.TypeName && Code == other.Code && NameTaken == other.NameTaken
        && Names.SequenceEqual(other.Names) && Findings.SequenceEqual(other.Findings);

    public override int GetHashCode() => Code.GetHashCode();
}
