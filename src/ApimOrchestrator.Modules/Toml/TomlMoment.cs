namespace ApimOrchestrator.Modules.Toml;

/// <summary>A date, a time or both, as it stands in a file. The product's configuration knows none, so it is kept as text.</summary>
/// <param name="Text">As written.</param>
public sealed record TomlMoment(string Text)
{
    /// <summary>The text as written.</summary>
    public override string ToString() => Text;
}
