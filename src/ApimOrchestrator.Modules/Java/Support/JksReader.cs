using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Reads Java's JKS format: certificates stand in it in clear, private keys are encrypted. The layout is that of OpenJDK's <c>sun.security.provider.JavaKeyStore</c>.</summary>
internal ref struct JksReader
{
    private const uint Magic = 0xFEEDFEED;
    private const int DigestLength = 20;
    private readonly Dictionary<string, byte[]> _locked = new(StringComparer.OrdinalIgnoreCase);
    private ReadOnlySpan<byte> _rest;

    private JksReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    public static bool Fits(ReadOnlySpan<byte> bytes) => bytes.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == Magic;

    /// <exception cref="FormatException">The bytes are torn or the password is not the store's.</exception>
    public static StoreState Read(ReadOnlySpan<byte> bytes, Secret? password)
    {
        if (bytes.Length < 12 + DigestLength)
        {
            throw new FormatException("the JKS keystore is cut off");
        }

        if (password is not null && !Opens(bytes, password))
        {
            throw new FormatException("the password does not open this keystore (or the file is damaged)");
        }

        return new JksReader(bytes[4..^DigestLength]).Entries();
    }

    /// <summary>A private key as it lies in the store, encrypted (PKCS#8 EncryptedPrivateKeyInfo).</summary>
    /// <exception cref="FormatException">The store holds no such key.</exception>
    public static byte[] LockedKey(ReadOnlySpan<byte> bytes, string alias)
    {
        var reader = new JksReader(bytes[4..^DigestLength]);
        reader.Entries();
        return reader._locked.GetValueOrDefault(alias) ?? throw new FormatException("there is no such key");
    }

    private StoreState Entries()
    {
        var version = Number();
        var entries = new Dictionary<string, StoreEntry>(StringComparer.OrdinalIgnoreCase);
        for (var left = Number(); left > 0; left--)
        {
            var isKey = Number() == 1;
            var alias = Word();
            Take(8);
            entries[alias] = isKey ? Key(alias, version) : new StoreEntry(false, [One(version)]);
        }

        return new StoreState(StoreType.Jks, entries);
    }

    private StoreEntry Key(string alias, int version)
    {
        _locked[alias] = Take(Number()).ToArray();
        var chain = new Certificate[Number()];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i] = One(version);
        }

        return chain.Length > 0 ? new StoreEntry(true, chain) : throw new FormatException("the JKS keystore has a key without a certificate");
    }

    private Certificate One(int version)
    {
        if (version == 2)
        {
            Word();
        }

        try
        {
            return Certificate.Read(Take(Number()));
        }
        catch (CryptographicException problem)
        {
            throw new FormatException($"a certificate in it cannot be read: {problem.Message}");
        }
    }

    private int Number() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    // Java's modified UTF-8 differs from UTF-8 only for NUL and characters beyond the BMP, which no alias has.
    private string Word() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new FormatException("the JKS keystore is cut off or damaged");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

#pragma warning disable CA5350 // the format's own integrity check is SHA-1
    private static bool Opens(ReadOnlySpan<byte> bytes, Secret password)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha.AppendData(Encoding.BigEndianUnicode.GetBytes(password.Reveal()));
        sha.AppendData("Mighty Aphrodite"u8);
        sha.AppendData(bytes[..^DigestLength]);
        return sha.GetHashAndReset().AsSpan().SequenceEqual(bytes[^DigestLength..]);
    }
#pragma warning restore CA5350
}
