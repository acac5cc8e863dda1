using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Core.Text;

/// <summary>Hashes of passwords as <c>/etc/shadow</c> has them: SHA-crypt, by Ulrich Drepper's specification of 2007 (public domain), schemes <c>$5$</c> and <c>$6$</c>.</summary>
public static class ShaCrypt
{
    /// <summary>The longest salt.</summary>
    public const int LongestSalt = 16;

    /// <summary>The letters a salt may have, and hashes are written with.</summary>
    public const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // the specification allows up to 999 999 999, which would take minutes
    private const int MostRounds = 1_000_000;
    private const int FewestRounds = 1000;
    private const int UsualRounds = 5000;

    /// <summary>A password's hash.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">1 to 16 of <see cref="Letters"/>.</param>
    /// <param name="is512">SHA-512 (<c>$6$</c>) or SHA-256 (<c>$5$</c>).</param>
    /// <param name="rounds">How often it is hashed, 1000 to 1 000 000; null for 5000, which the hash then does not name.</param>
    /// <exception cref="FormatException">The salt or the rounds are none.</exception>
    public static string Hash(string password, string salt, bool is512, long? rounds = null)
    {
        if (salt.Length is 0 or > LongestSalt || !salt.All(Letters.Contains))
        {
            throw new FormatException($"a salt is 1 to {LongestSalt} letters, digits, '.' and '/'");
        }

        if (rounds is < FewestRounds or > MostRounds)
        {
            throw new FormatException($"the rounds are {FewestRounds} to {MostRounds}");
        }

        var name = is512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
        using var hash = IncrementalHash.CreateHash(name);
        var digest = Digest(hash, Encoding.UTF8.GetBytes(password), Encoding.ASCII.GetBytes(salt), rounds ?? UsualRounds);
        return $"${(is512 ? 6 : 5)}${(rounds is null ? "" : $"rounds={rounds}$")}{salt}${(is512 ? Written512(digest) : Written256(digest))}";
    }

    /// <summary>A salt nobody can guess.</summary>
    /// <param name="length">1 to 16.</param>
    public static string NewSalt(int length) => RandomNumberGenerator.GetString(Letters, length);

    private static byte[] Digest(IncrementalHash hash, byte[] key, byte[] salt, long rounds)
    {
        byte[] Of(params IEnumerable<byte[]> parts)
        {
            foreach (var part in parts)
            {
                hash.AppendData(part);
            }

            return hash.GetHashAndReset();
        }

        var inner = Of(key, salt, key);
        var bits = new List<byte[]>();
        for (var left = key.Length; left > 0; left >>= 1)
        {
            bits.Add((left & 1) == 1 ? inner : key);
        }

        var digest = Of([key, salt, Repeated(inner, key.Length), .. bits]);
        var ofKey = Repeated(Of(Enumerable.Repeat(key, key.Length)), key.Length);
        var ofSalt = Repeated(Of(Enumerable.Repeat(salt, 16 + digest[0])), salt.Length);
        for (var round = 0L; round < rounds; round++)
        {
            var isOdd = (round & 1) == 1;
            digest = Of(isOdd ? ofKey : digest, round % 3 == 0 ? [] : ofSalt, round % 7 == 0 ? [] : ofKey, isOdd ? digest : ofKey);
        }

        return digest;
    }

    private static byte[] Repeated(byte[] bytes, int length) => [.. Enumerable.Range(0, length).Select(at => bytes[at % bytes.Length])];

    private static string Written512(byte[] digest)
    {
        var text = new StringBuilder();
        var (a, b, c) = (0, 21, 42);
        for (var group = 0; group < 21; group++)
        {
            Write(text, digest[a], digest[b], digest[c], 4);
            (a, b, c) = (b + 1, c + 1, a + 1);
        }

        Write(text, 0, 0, digest[63], 2);
        return text.ToString();
    }

    private static string Written256(byte[] digest)
    {
        var text = new StringBuilder();
        var (a, b, c) = (0, 10, 20);
        for (var group = 0; group < 10; group++)
        {
            Write(text, digest[a], digest[b], digest[c], 4);
            (a, b, c) = (c + 1, a + 1, b + 1);
        }

        Write(text, 0, digest[31], digest[30], 3);
        return text.ToString();
    }

    private static void Write(StringBuilder text, byte high, byte middle, byte low, int letters)
    {
        var bits = (high << 16) | (middle << 8) | low;
        for (; letters > 0; letters--, bits >>= 6)
        {
            text.Append(Letters[bits & 0x3F]);
        }
    }
}
