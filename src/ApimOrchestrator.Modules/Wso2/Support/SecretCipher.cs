using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>
/// Encrypts as the product's cipher tool does: RSA with OAEP of SHA-1 and MGF1, in base64. That this is the product's default says WSO2's page on <c>apictl secret</c>
/// (https://apim.docs.wso2.com/en/4.6.0/apiops/cli/encrypting-secrets-with-ctl/: <c>RSA/ECB/OAEPWithSHA1AndMGF1Padding (default)</c>).
/// </summary>
/// <remarks>
/// OAEP wants a seed nobody can guess (RFC 8017, 7.1.1). It is derived from the private key, the alias and the secret, as RFC 6979 does for signatures: a plan can then tell what applying will write,
/// and both nodes, which have one key, get the same text. Who has no private key cannot try passwords.
/// </remarks>
internal sealed class SecretCipher : IDisposable
{
#pragma warning disable CA5350 // the product's own choice is SHA-1
    private const int HashLength = SHA1.HashSizeInBytes;
    private readonly RSA? _key;
    private readonly RSAParameters _numbers;

    private SecretCipher(RSA? key, string? whyUnknown)
    {
        (_key, WhyUnknown) = (key, whyUnknown);
        _numbers = key?.ExportParameters(includePrivateParameters: true) ?? default;
    }

    /// <summary>Why only the real run will have the key; null where it is known.</summary>
    public string? WhyUnknown { get; }

    /// <summary>Takes the key out of a keystore.</summary>
    /// <exception cref="TaskFailedException">There is no such store or RSA key, or the password does not open it.</exception>
    public static async Task<SecretCipher> OpenAsync(StoreFile store, string alias, Secret password, CancellationToken cancellation)
    {
        var state = await store.ReadAsync(password, cancellation) ?? throw new TaskFailedException($"there is no keystore {store.Path} on {store.Host}") { Subject = store.Path.Text };
        if (state.Find(alias) is not { IsKey: true } pair)
        {
            throw new TaskFailedException($"{store.Path} on {store.Host} holds no key pair '{alias}', only {string.Join(", ", state.Entries.Keys.Order())}");
        }

        var content = ((PathState.File)store.State).Content;
        if (content is FutureStore { Former: { } former } && await StaysAsync(store, former, alias, pair, cancellation))
        {
            (content, password) = former;
        }

        return content.WhyUnknown is { } why
            ? new SecretCipher(null, why)
            : new SecretCipher(KeyOf(PrivateKeys.Pem(await content.ReadAsync(cancellation), alias, pair.Certificate, password, store), alias, store), null);
    }

    // A store that is changed in the same run has the key it had, unless that is what changes.
    private static async Task<bool> StaysAsync(StoreFile store, (Content Content, Secret Password) former, string alias, StoreEntry pair, CancellationToken cancellation)
    {
        var seen = store with { State = new PathState.File(former.Content, 0, "", "") };
        return pair.Certificate.PublicKey is string known && (await seen.ReadAsync(former.Password, cancellation))?.Find(alias) is { IsKey: true } present && known.Equals(present.Certificate.PublicKey);
    }

    private static RSA KeyOf(string pem, string alias, StoreFile store)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw new TaskFailedException($"the key '{alias}' of {store.Path} on {store.Host} is no RSA key: the server encrypts with RSA only");
        }
    }

    /// <summary>The ciphertext of a secret: the present one where it holds that secret.</summary>
    /// <exception cref="TaskFailedException">The secret is empty or too long for the key.</exception>
    public string Encrypt(string alias, Secret secret, string? present)
    {
        var text = Encoding.UTF8.GetBytes(secret.Reveal());
        if (text.Length == 0)
        {
            throw new TaskFailedException($"the secret '{alias}' is empty");
        }

        if (_key is null)
        {
            // Never written: it only tells this secret from another one while a plan is made.
            return Convert.ToBase64String(SHA256.HashData([.. Encoding.UTF8.GetBytes(alias), 0, .. text]));
        }

        var limit = (_key.KeySize / 8) - (2 * HashLength) - 2;
        return text.Length > limit ? throw new TaskFailedException($"the secret '{alias}' has {text.Length} bytes; a key of {_key.KeySize} bits encrypts at most {limit}")
            : present is not null && Holds(present, text) ? present
            : Convert.ToBase64String(Locked(Padded(text, Seed(alias, text))));
    }

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();

    private bool Holds(string present, byte[] text)
    {
        try
        {
            return _key!.Decrypt(Convert.FromBase64String(present), RSAEncryptionPadding.OaepSHA1).AsSpan().SequenceEqual(text);
        }
        catch (Exception problem) when (problem is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private byte[] Seed(string alias, byte[] text) => HMACSHA256.HashData(_numbers.D!, (byte[])[.. Encoding.UTF8.GetBytes(alias), 0, .. text])[..HashLength];

    // RFC 8017, 7.1.1 step 2
    private byte[] Padded(byte[] text, byte[] seed)
    {
        var data = new byte[_numbers.Modulus!.Length - HashLength - 1];
        SHA1.HashData([]).CopyTo(data, 0);
        data[data.Length - text.Length - 1] = 1;
        text.CopyTo(data, data.Length - text.Length);
        Mask(data, seed);
        Mask(seed, data);
        return [0, .. seed, .. data];
    }

    // RFC 8017, B.2.1
    private static void Mask(byte[] data, byte[] seed)
    {
        var counter = new byte[4];
        for (var at = 0; at < data.Length; at += HashLength)
        {
            BinaryPrimitives.WriteInt32BigEndian(counter, at / HashLength);
            var block = SHA1.HashData([.. seed, .. counter]);
            for (var i = 0; i < HashLength && at + i < data.Length; i++)
            {
                data[at + i] ^= block[i];
            }
        }
    }

    private byte[] Locked(byte[] padded)
    {
        var number = BigInteger.ModPow(Number(padded), Number(_numbers.Exponent!), Number(_numbers.Modulus!)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[padded.Length - number.Length], .. number];
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
#pragma warning restore CA5350
}
