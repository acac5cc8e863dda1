using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Vault;

/// <summary>
/// Opens texts in the <c>ansible-vault</c> formats 1.1 and 1.2: a header line, then hexadecimal lines that hold salt, HMAC and ciphertext, each hexadecimal again.
/// The keys come from PBKDF2-HMAC-SHA256 (10 000 rounds); the cipher is AES-256 in counter mode over a text padded as PKCS#7 says; the HMAC covers the ciphertext.
/// </summary>
/// <param name="secrets">The passwords to try: the one whose id the text names first, then all others in order.</param>
public sealed class VaultReader(IReadOnlyList<VaultSecret> secrets)
{
    /// <summary>What every encrypted text begins with.</summary>
    public const string Header = "$ANSIBLE_VAULT;";

    private const int Rounds = 10_000;
    private const int KeyLength = 32;
    private const int BlockLength = 16;

    /// <summary>Whether a text is encrypted.</summary>
    /// <param name="text">A file's content or a value.</param>
    public static bool IsEncrypted(string text) => text.StartsWith(Header, StringComparison.Ordinal);

    /// <summary>The plain bytes of an encrypted text.</summary>
    /// <param name="text">The text from its header on.</param>
    /// <param name="place">Where it stands, for problems.</param>
    /// <exception cref="DiagnosticException">The text is not in one of the formats, no password was given, or none of them fits.</exception>
    public byte[] Decrypt(string text, Place place)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = lines.Length == 0 ? [] : lines[0].Split(';');
        if (header is not (["$ANSIBLE_VAULT", "1.1", "AES256"] or ["$ANSIBLE_VAULT", "1.2", "AES256", _]))
        {
            throw Problem(place, "this is not an encrypted value of the kinds that can be read", "it begins with $ANSIBLE_VAULT;1.1;AES256 or $ANSIBLE_VAULT;1.2;AES256;ID");
        }

        var (salt, mac, cipher) = Parts(string.Concat(lines.Skip(1)), place);
        if (secrets.Count == 0)
        {
            throw Problem(place, "this is encrypted, but no vault password was given", "give one with --vault-password-file or --ask-vault-pass");
        }

        var id = header.Length == 4 ? header[3] : null;
        foreach (var secret in secrets.OrderBy(secret => secret.Id == id ? 0 : 1))
        {
            if (TryOpen(secret, salt, mac, cipher) is { } plain)
            {
                return plain;
            }
        }

        throw Problem(place, $"none of the given vault passwords opens this{(id is null ? "" : $" (it names the vault id '{id}')")}", "the password is wrong, or the encrypted text was changed");
    }

    private static DiagnosticException Problem(Place place, string message, string help) => new(new Diagnostic(place, message, help));

    private static (byte[] Salt, byte[] Mac, byte[] Cipher) Parts(string body, Place place)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(Convert.FromHexString(body)).Split('\n');
            if (parts.Length == 3)
            {
                return (Convert.FromHexString(parts[0]), Convert.FromHexString(parts[1]), Convert.FromHexString(parts[2]));
            }
        }
        catch (FormatException)
        {
            // Reported below: the text is torn in either case.
        }

        throw Problem(place, "the encrypted text is incomplete or was changed", "encrypt the value again");
    }

    private static byte[]? TryOpen(VaultSecret secret, byte[] salt, byte[] mac, byte[] cipher)
    {
        var keys = Rfc2898DeriveBytes.Pbkdf2(secret.Password, salt, Rounds, HashAlgorithmName.SHA256, (2 * KeyLength) + BlockLength);
        var expected = HMACSHA256.HashData(keys.AsSpan(KeyLength, KeyLength), cipher);
        return CryptographicOperations.FixedTimeEquals(expected, mac) ? Unpad(Apply(keys.AsSpan(0, KeyLength), keys.AsSpan(2 * KeyLength), cipher)) : null;
    }

    // Counter mode: each block is combined with the encryption of a counter that starts at the derived value.
    private static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> start, byte[] cipher)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        var counter = start.ToArray();
        var plain = new byte[cipher.Length];
        var mask = new byte[BlockLength];
        for (var at = 0; at < cipher.Length; at++)
        {
            if (at % BlockLength == 0)
            {
                aes.EncryptEcb(counter, mask, PaddingMode.None);
                Increment(counter);
            }

            plain[at] = (byte)(cipher[at] ^ mask[at % BlockLength]);
        }

        return plain;
    }

    private static void Increment(byte[] counter)
    {
        for (var at = counter.Length - 1; at >= 0 && ++counter[at] == 0; at--)
        {
        }
    }

    private static byte[]? Unpad(byte[] padded) =>
        padded.Length > 0 && padded[^1] is > 0 and <= BlockLength and var count && count <= padded.Length ? padded[..^count] : null;
}
