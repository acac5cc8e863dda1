using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ApimOrchestrator.Language.Vault;

/// <summary>
/// The cipher of encrypted texts: the keys come from PBKDF2-HMAC-SHA256 (10 000 rounds); AES-256 in counter mode over a text padded as PKCS#7 says; the HMAC-SHA256
/// covers the ciphertext. As <c>ansible-vault</c> 2.14 does it.
/// </summary>
internal static class VaultCipher
{
    public const int SaltLength = 32;

    private const int Rounds = 10_000;
    private const int KeyLength = 32;
    private const int BlockLength = 16;
    private const int BlocksAtOnce = 4096;

    public static (byte[] Mac, byte[] Cipher) Seal(VaultSecret secret, byte[] salt, ReadOnlySpan<byte> plain)
    {
        var keys = Keys(secret, salt);
        var count = BlockLength - (plain.Length % BlockLength);
        var padded = new byte[plain.Length + count];
        plain.CopyTo(padded);
        padded.AsSpan(plain.Length).Fill((byte)count);
        Apply(keys, padded);
        return (Mac(keys, padded), padded);
    }

    /// <summary>The plain bytes, or null where the password is another one or the text was changed.</summary>
    public static byte[]? Open(VaultSecret secret, byte[] salt, byte[] mac, byte[] cipher)
    {
        var keys = Keys(secret, salt);
        if (!CryptographicOperations.FixedTimeEquals(Mac(keys, cipher), mac))
        {
            return null;
        }

        var padded = (byte[])cipher.Clone();
        Apply(keys, padded);
        return padded.Length > 0 && padded[^1] is > 0 and <= BlockLength and var count && count <= padded.Length ? padded[..^count] : null;
    }

    private static byte[] Keys(VaultSecret secret, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(secret.Password, salt, Rounds, HashAlgorithmName.SHA256, (2 * KeyLength) + BlockLength);

    private static byte[] Mac(byte[] keys, byte[] cipher) => HMACSHA256.HashData(keys.AsSpan(KeyLength, KeyLength), cipher);

    // Counter mode: each block is combined with the encryption of a counter that starts at the derived value.
    private static void Apply(byte[] keys, Span<byte> text)
    {
        using var aes = Aes.Create();
        aes.SetKey(keys.AsSpan(0, KeyLength));
        var counter = BinaryPrimitives.ReadUInt128BigEndian(keys.AsSpan(2 * KeyLength));
        var mask = new byte[BlockLength * BlocksAtOnce];
        while (text.Length > 0)
        {
            var length = Math.Min(mask.Length, (text.Length + BlockLength - 1) / BlockLength * BlockLength);
            for (var at = 0; at < length; at += BlockLength)
            {
                BinaryPrimitives.WriteUInt128BigEndian(mask.AsSpan(at), counter++);
            }

            aes.EncryptEcb(mask.AsSpan(0, length), mask, PaddingMode.None);
            var piece = text[..Math.Min(length, text.Length)];
            for (var at = 0; at < piece.Length; at++)
            {
                piece[at] ^= mask[at];
            }

            text = text[piece.Length..];
        }
    }
}
