using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.Java;

/// <summary>The certificate an authority signed for a key pair of the store, as <c>keystore</c> takes it in <c>chain</c>.</summary>
public sealed record SignedChain
{
    /// <summary>The alias of the key pair.</summary>
    [Argument("The alias of the key pair whose request was signed.")]
    public required string Alias { get; init; }

    /// <summary>The certificates.</summary>
    [Argument("A file of the project with the certificates in PEM: the signed one first, then each issuer up to the root.")]
    public required ProjectFile File { get; init; }
}
