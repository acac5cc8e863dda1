using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java;

/// <summary>A key pair that exists already, as <c>keystore</c> takes it in <c>import</c>.</summary>
public sealed record ProvidedKey
{
    /// <summary>The alias it gets.</summary>
    [Argument("The alias it gets in the store.")]
    public required string Alias { get; init; }

    /// <summary>The file it comes in.</summary>
    [Argument("A file of the project that holds key and certificates: a JKS or PKCS12 store, or PEM (the key in PKCS#1 or PKCS#8, its certificate and the issuers, in any order).")]
    public required ProjectFile File { get; init; }

    /// <summary>The key where it is in a file of its own.</summary>
    [Argument("The file of the project with the private key, where `file` is PEM and holds only certificates.")]
    public ProjectFile? Key { get; init; }

    /// <summary>The password of that file.</summary>
    [Argument("The password of the store and of the key in it, or of an encrypted key in PEM.")]
    public Secret? Password { get; init; }

    /// <summary>The alias it has there.</summary>
    [Argument("The alias it has in that file; the only key in it if left out. PEM has none.")]
    public string? FromAlias { get; init; }
}
