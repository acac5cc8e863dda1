using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Takes private keys out of keystores.</summary>
internal static class PrivateKeys
{
    private const string JavaProtection = "1.3.6.1.4.1.42.2.17.1.1";
    private const int SaltLength = 20;

    /// <summary>The key of an entry, not encrypted, as PKCS#8 in PEM.</summary>
    /// <exception cref="TaskFailedException">The password does not open the key, or it is of a kind that is not read here.</exception>
    public static string Pem(byte[] store, string alias, Certificate certificate, Secret password, StoreFile file)
    {
        try
        {
            var der = JksReader.Fits(store) ? Unlocked(JksReader.LockedKey(store, alias), password) : OfPkcs12(store, certificate, password);
            return PemEncoding.WriteString("PRIVATE KEY", der) + "\n";
        }
        catch (Exception problem) when (problem is CryptographicException or AsnContentException or FormatException)
        {
            throw new TaskFailedException($"the key '{alias}' of {file.Path} on {file.Host} cannot be taken out: {problem.Message}");
        }
    }

    private static byte[] OfPkcs12(byte[] store, Certificate certificate, Secret password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(store, password.Reveal(), X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet);
        var own = all.FirstOrDefault(candidate => candidate.HasPrivateKey && Certificate.Read(candidate.RawDataMemory.Span).SameAs(certificate));
        using var key = (AsymmetricAlgorithm?)own?.GetRSAPrivateKey() ?? own?.GetECDsaPrivateKey();
        return key?.ExportPkcs8PrivateKey() ?? throw new FormatException("it is neither an RSA nor an EC key");
    }

#pragma warning disable CA5350 // the format's own protection is built on SHA-1
    // Sun's own scheme of JKS (sun.security.provider.KeyProtector): a key stream of SHA-1 sums, and one more sum to check it
    private static byte[] Unlocked(byte[] locked, Secret password)
    {
        var info = new AsnReader(locked, AsnEncodingRules.DER).ReadSequence();
        var scheme = info.ReadSequence().ReadObjectIdentifier();
        if (scheme != JavaProtection)
        {
            throw new FormatException($"it is protected by a scheme that is not read here ({scheme})");
        }

        var data = info.ReadOctetString();
        var words = Encoding.BigEndianUnicode.GetBytes(password.Reveal());
        var key = data[SaltLength..^SHA1.HashSizeInBytes];
        var sum = data[..SaltLength];
        for (var at = 0; at < key.Length; at++)
        {
            if (at % SHA1.HashSizeInBytes == 0)
            {
                sum = SHA1.HashData([.. words, .. sum]);
            }

            key[at] ^= sum[at % SHA1.HashSizeInBytes];
        }

        return SHA1.HashData([.. words, .. key]).AsSpan().SequenceEqual(data.AsSpan(data.Length - SHA1.HashSizeInBytes))
            ? key
            : throw new FormatException("its password is not the store's");
    }
#pragma warning restore CA5350
}
