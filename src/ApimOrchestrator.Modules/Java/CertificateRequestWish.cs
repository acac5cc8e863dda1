using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java;

/// <summary>A certificate signing request, as <c>keystore</c> takes it in <c>csr</c>.</summary>
public sealed record CertificateRequestWish
{
    /// <summary>The alias of the key pair.</summary>
    [Argument("The alias of the key pair the request is for.")]
    public required string Alias { get; init; }

    /// <summary>Where the request goes.</summary>
    [Argument("The file on the host that gets the request in PEM. Made when it is absent or for another key.")]
    public required HostPath Path { get; init; }

    /// <summary>The names asked for.</summary>
    [Argument("The names and addresses the request asks for, as in `key_pair`.")]
    public IReadOnlyList<string> Sans { get; init; } = [];
}
