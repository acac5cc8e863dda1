using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java;

/// <summary>A certificate a store trusts, as <c>keystore</c> takes it in <c>trust</c>; it comes from one of <c>store</c>, <c>file</c>, <c>path</c> and <c>pem</c>.</summary>
public sealed record TrustedCertificate
{
    /// <summary>The alias it gets.</summary>
    [Argument("The alias the certificate gets. One that is there with another certificate is replaced.")]
    public required string Alias { get; init; }

    /// <summary>The keystore it comes from.</summary>
    [Argument("A keystore on `host` that holds the certificate.")]
    public HostPath? Store { get; init; }

    /// <summary>The alias it has there.</summary>
    [Argument("The alias it has in `store`; the same alias if left out.")]
    public string? FromAlias { get; init; }

    /// <summary>The host of the keystore.</summary>
    [Argument("The host of the inventory `store` is on; this host if left out.")]
    public string? Host { get; init; }

    /// <summary>The password of the keystore it comes from.</summary>
    [Argument("The password of `store`; needed only for a PKCS12 store.")]
    public Secret? Password { get; init; }

    /// <summary>A file of the project.</summary>
    [Argument("A file of the project with the certificate in PEM.")]
    public ProjectFile? File { get; init; }

    /// <summary>A file on the host.</summary>
    [Argument("A file on this host with the certificate in PEM.")]
    public HostPath? Path { get; init; }

    /// <summary>The certificate itself.</summary>
    [Argument("The certificate in PEM.")]
    public string? Pem { get; init; }
}
