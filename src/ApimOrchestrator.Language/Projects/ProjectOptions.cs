using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Projects;

/// <summary>What reading a project needs besides its files.</summary>
/// <param name="Templates">Parses expressions.</param>
public sealed record ProjectOptions(TemplateParsers Templates)
{
    /// <summary>The passwords that open encrypted files and values.</summary>
    public IReadOnlyList<VaultSecret> VaultSecrets { get; init; } = [];
}
