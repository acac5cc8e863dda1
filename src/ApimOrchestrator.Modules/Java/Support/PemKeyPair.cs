using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>A private key and its certificates in PEM, made into a PKCS12 store in memory, which is what keytool takes.</summary>
internal static class PemKeyPair
{
    /// <summary>Whether a file is PEM: the stores are binary.</summary>
    public static bool Fits(ReadOnlySpan<byte> bytes) => bytes.IndexOf("-----BEGIN "u8) >= 0;

    /// <summary>The store. Encrypted as old Javas (8) can read it; it never lies on a disk of the control machine.</summary>
    /// <param name="pem">The certificates, and the key where it is not in a file of its own: any order.</param>
    /// <param name="key">The key in PEM.</param>
    /// <param name="keyPassword">The key's password; null where it has none.</param>
    /// <param name="storePassword">The password the store gets.</param>
    /// <param name="what">The file's name, for people.</param>
    /// <exception cref="TaskFailedException">There is no key or no certificate for it, or the password does not open the key.</exception>
    public static byte[] ToPkcs12(string pem, string key, Secret? keyPassword, Secret storePassword, string what)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
            var own = WithKey(all, key, keyPassword, what);
            X509Certificate2Collection store = [own, .. all.Where(certificate => !certificate.RawDataMemory.Span.SequenceEqual(own.RawDataMemory.Span))];
            return store.ExportPkcs12(Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1, storePassword.Reveal())
                ?? throw new TaskFailedException($"{what} cannot be made into a PKCS12 store");
        }
        catch (CryptographicException problem)
        {
            throw new TaskFailedException($"{what} cannot be read: {problem.Message}");
        }
    }

    private static X509Certificate2 WithKey(X509Certificate2Collection all, string key, Secret? password, string what)
    {
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new TaskFailedException($"{what} holds no private key in PEM ('-----BEGIN PRIVATE KEY-----'); name the file that does by 'key'");
        }

        if (key.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new TaskFailedException($"the private key of {what} is encrypted in an old form that is not read here; 'openssl pkcs8 -topk8 -in key.pem -out new-key.pem' makes the present one");
        }

        var isEncrypted = key.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && password is null)
        {
            throw new TaskFailedException($"the private key of {what} is encrypted: 'password' is needed");
        }

        using var pair = Import(RSA.Create(), key, password) ?? Import(ECDsa.Create(), key, password)
            ?? throw new TaskFailedException(isEncrypted ? $"the password does not open the private key of {what}" : $"the private key of {what} cannot be read: it is neither RSA nor EC, or damaged");
        var own = all.FirstOrDefault(certificate => certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(pair.ExportSubjectPublicKeyInfo()))
            ?? throw new TaskFailedException($"{what} holds no certificate for the private key ({all.Count} for others)");
        return pair is RSA rsa ? own.CopyWithPrivateKey(rsa) : own.CopyWithPrivateKey((ECDsa)pair);
    }

    private static AsymmetricAlgorithm? Import(AsymmetricAlgorithm pair, string key, Secret? password)
    {
        try
        {
            if (key.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
            {
                pair.ImportFromEncryptedPem(key, password!.Reveal());
            }
            else
            {
                pair.ImportFromPem(key);
            }

            return pair;
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            pair.Dispose();
            return null;
        }
    }

    /// <summary>A file of the project as text.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
