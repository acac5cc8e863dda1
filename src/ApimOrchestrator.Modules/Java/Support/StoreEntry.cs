namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>One alias of a keystore.</summary>
/// <param name="IsKey">Whether it is a private key with its certificate chain; else a trusted certificate.</param>
/// <param name="Chain">The certificates, the entry's own first.</param>
internal sealed record StoreEntry(bool IsKey, IReadOnlyList<Certificate> Chain)
{
    public Certificate Certificate => Chain[0];

    /// <summary>For people: <c>key pair CN=…</c> or <c>trusted CN=…</c>.</summary>
    public override string ToString() => $"{(IsKey ? "key pair" : "trusted")} {Certificate}";
}
