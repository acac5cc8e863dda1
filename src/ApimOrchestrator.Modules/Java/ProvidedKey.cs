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
    [Argument("A JKS or PKCS12 file of the project that holds key and certificates (`openssl pkcs12 -export -inkey key.pem -in chain.pem -name NAME -out pair.p12` makes one).")]
    public required ProjectFile File { get; init; }

    /// <summary>The password of that file.</summary>
    [Argument("The password of that file and of the key in it.")]
    public required Secret Password { get; init; }

    /// <summary>The alias it has there.</summary>
    [Argument("The alias it has in that file; the only key in it if left out.")]
    public string? FromAlias { get; init; }
}
