using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Opens what a PKCS#12 store encrypts: PBES2 with AES (Java 11.0.12 and later) and the older triple-DES scheme.</summary>
internal static class Pkcs12Decryption
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string TripleDes = "1.2.840.113549.1.12.1.3";

    /// <exception cref="FormatException">The scheme is another.</exception>
    /// <exception cref="CryptographicException">The password is wrong.</exception>
    public static byte[] Decrypt(AsnReader algorithm, byte[] data, Secret password)
    {
        var scheme = algorithm.ReadObjectIdentifier();
        var parameters = algorithm.ReadSequence();
        return scheme switch
        {
            Pbes2 => DecryptPbes2(parameters, data, password),
            TripleDes => DecryptTripleDes(parameters, data, password),
            _ => throw new FormatException(
                $"the PKCS12 store is encrypted by an outdated scheme ({scheme}, as Java 8 writes it); rewrite it once with keytool -importkeystore of a newer Java, or use a JKS store"),
        };
    }

    private static byte[] DecryptPbes2(AsnReader parameters, byte[] data, Secret password)
    {
        var derivation = parameters.ReadSequence();
        derivation.ReadObjectIdentifier();
        var pbkdf2 = derivation.ReadSequence();
        var salt = pbkdf2.ReadOctetString();
        pbkdf2.TryReadInt32(out var iterations);
        if (pbkdf2.HasData && pbkdf2.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            pbkdf2.ReadInteger();
        }

        var hash = pbkdf2.HasData ? HashOf(pbkdf2.ReadSequence().ReadObjectIdentifier()) : HashAlgorithmName.SHA1;
        var cipher = parameters.ReadSequence();
        var keyLength = cipher.ReadObjectIdentifier() switch
        {
            "2.16.840.1.101.3.4.1.2" => 16,
            "2.16.840.1.101.3.4.1.22" => 24,
            "2.16.840.1.101.3.4.1.42" => 32,
            var other => throw new FormatException($"the PKCS12 store uses a cipher that is not known here ({other})"),
        };
        using var aes = Aes.Create();
        aes.Key = Rfc2898DeriveBytes.Pbkdf2(password.Reveal(), salt, iterations, hash, keyLength);
        return aes.DecryptCbc(data, cipher.ReadOctetString());
    }

    private static HashAlgorithmName HashOf(string oid) => oid switch
    {
        "1.2.840.113549.2.7" => HashAlgorithmName.SHA1,
        "1.2.840.113549.2.9" => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => throw new FormatException($"the PKCS12 store derives its key in a way that is not known here ({oid})"),
    };

#pragma warning disable CA5350 // what the older scheme is made of
    private static byte[] DecryptTripleDes(AsnReader parameters, byte[] data, Secret password)
    {
        var salt = parameters.ReadOctetString();
        parameters.TryReadInt32(out var iterations);
        using var cipher = TripleDES.Create();
        cipher.Key = Derive(1, 24, password, salt, iterations);
        return cipher.DecryptCbc(data, Derive(2, 8, password, salt, iterations));
    }

    // RFC 7292, appendix B.2, with SHA-1 (blocks of 64 bytes, 20 bytes a round)
    private static byte[] Derive(byte purpose, int length, Secret password, byte[] salt, int iterations)
    {
        const int Block = 64;
        var input = Fill(salt, Block).Concat(Fill(Encoding.BigEndianUnicode.GetBytes(password.Reveal() + "\0"), Block)).ToArray();
        var derived = new List<byte>();
        while (derived.Count < length)
        {
            var round = SHA1.HashData([.. Enumerable.Repeat(purpose, Block), .. input]);
            for (var i = 1; i < iterations; i++)
            {
                round = SHA1.HashData(round);
            }

            derived.AddRange(round);
            AddToEachBlock(input, Fill(round, Block), Block);
        }

        return [.. derived.Take(length)];
    }
#pragma warning restore CA5350

    private static byte[] Fill(byte[] bytes, int block)
    {
        var filled = new byte[(bytes.Length + block - 1) / block * block];
        for (var i = 0; i < filled.Length; i++)
        {
            filled[i] = bytes[i % bytes.Length];
        }

        return filled;
    }

    private static void AddToEachBlock(byte[] input, byte[] addend, int block)
    {
        for (var start = 0; start < input.Length; start += block)
        {
            var carry = 1;
            for (var i = block - 1; i >= 0; i--)
            {
                carry += input[start + i] + addend[i];
                input[start + i] = (byte)carry;
                carry >>= 8;
            }
        }
    }
}
