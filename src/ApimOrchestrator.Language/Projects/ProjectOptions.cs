using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Projects;

/// <summary>What reading a project needs besides its files.</summary>
public sealed record ProjectOptions
{
    /// <summary>The modules playbooks may use.</summary>
    public IReadOnlyList<ModuleContract> Modules { get; init; } = [];

    /// <summary>The passwords that open encrypted files and values.</summary>
    public IReadOnlyList<VaultSecret> VaultSecrets { get; init; } = [];

    /// <summary>What <c>-e</c> gives, in order: <c>name=value</c> words, YAML or JSON, or <c>@file</c>.</summary>
    public IReadOnlyList<string> ExtraVars { get; init; } = [];

    /// <summary>Runs the command of a <c>pipe</c> lookup and answers its output; null refuses the lookup.</summary>
    public Func<string, string>? Pipe { get; init; }
}
