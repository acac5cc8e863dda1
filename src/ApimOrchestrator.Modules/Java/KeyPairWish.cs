using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.Java;

/// <summary>A key pair with a self-signed certificate, as <c>keystore</c> takes it in <c>key_pair</c>.</summary>
public sealed record KeyPairWish
{
    /// <summary>The alias.</summary>
    [Argument("The alias the key pair has in the store.")]
    public required string Alias { get; init; }

    /// <summary>The subject.</summary>
    [Argument("The certificate's subject, for example `CN=api.example.com, O=Example, C=LK`. Another subject than the present one's makes a new key pair; the same subject keeps the key.")]
    public required string Dname { get; init; }

    /// <summary>The subject alternative names.</summary>
    [Argument("The names and addresses the certificate is valid for: `dns:node1`, `ip:10.0.0.1`, or bare, when a look tells which. Other names than the present ones renew the certificate and keep the key.")]
    public IReadOnlyList<string> Sans { get; init; } = [];

    /// <summary>The validity in days.</summary>
    [Argument("How many days a certificate is valid from the day it is made.")]
    public int Days { get; init; } = 825;

    /// <summary>When to renew.</summary>
    [Argument("Renew the certificate, keeping the key, when fewer than this many days are left.")]
    public int RenewDays { get; init; }

    /// <summary>The key's length in bits.</summary>
    [Argument("The RSA key's length in bits, for a key that is made.")]
    public int KeySize { get; init; } = 2048;
}
