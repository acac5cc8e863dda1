using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Vault;

/// <summary>Opens texts in the <c>ansible-vault</c> formats 1.1 and 1.2.</summary>
/// <param name="secrets">The passwords to try: those whose id the text names first, then all others in order.</param>
public sealed class VaultReader(IReadOnlyList<VaultSecret> secrets)
{
    /// <summary>What every encrypted text begins with.</summary>
    public const string Header = "$ANSIBLE_VAULT;";

    /// <summary>Whether a text is encrypted.</summary>
    /// <param name="text">A file's content or a value.</param>
    public static bool IsEncrypted(string text) => text.StartsWith(Header, StringComparison.Ordinal);

    /// <summary>The plain bytes of an encrypted text.</summary>
    /// <param name="text">The text from its header on.</param>
    /// <param name="place">Where it stands, for problems.</param>
    /// <exception cref="DiagnosticException">The text is not in one of the formats, no password was given, or none of them fits.</exception>
    public byte[] Decrypt(string text, Place place) => Open(text, place).Plain;

    /// <summary>The plain bytes of an encrypted text, and what is needed to encrypt them as they were.</summary>
    /// <param name="text">The text from its header on.</param>
    /// <param name="place">Where it stands, for problems.</param>
    /// <exception cref="DiagnosticException">As for <see cref="Decrypt"/>.</exception>
    public OpenedVault Open(string text, Place place)
    {
        var sealedText = VaultText.Read(text, place);
        if (secrets.Count == 0)
        {
            throw Problem(place, "this is encrypted, but no vault password was given", "give one with --vault-id, --vault-password-file or --ask-vault-pass");
        }

        var id = sealedText.Id ?? VaultSecret.DefaultId;
        foreach (var secret in secrets.OrderBy(secret => secret.Id == id ? 0 : 1))
        {
            if (VaultCipher.Open(secret, sealedText.Salt, sealedText.Mac, sealedText.Cipher) is { } plain)
            {
                return new OpenedVault(plain, sealedText.Id, secret);
            }
        }

        throw Problem(place, $"none of the given vault passwords opens this{(sealedText.Id is null ? "" : $" (it names the vault id '{sealedText.Id}')")}", "the password is wrong, or the encrypted text was changed");
    }

    private static DiagnosticException Problem(Place place, string message, string help) => new(new Diagnostic(place, message, help));
}
