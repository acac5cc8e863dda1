using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A line of known_hosts (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): marker, names or a hash of one, type, key, comment.</summary>
internal sealed record HostKeyLine(string Marker, string Hosts, string Type, string Key, string Comment)
{
    private const string HashMark = "|1|";

    /// <summary>Whether the name is a hash.</summary>
    public bool IsHashed => Hosts.StartsWith(HashMark, StringComparison.Ordinal);

    /// <summary>Reads a line; null for one that holds no key.</summary>
    public static HostKeyLine? Parse(string line)
    {
        line = line.Trim();
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).ToList();
        var marker = words[0][0] == '@' ? words[0] : "";
        words.RemoveRange(0, marker.Length > 0 ? 1 : 0);
        return words.Count < 3 ? null : new HostKeyLine(marker, words[0], words[1], words[2], string.Join(' ', words.Skip(3)));
    }

    /// <summary>A name as a hash. The salt follows from the file's host and the name, so that the same task always writes the same line.</summary>
    public static string Hash(string name, string fileHost)
    {
        var salt = SHA256.HashData(Encoding.UTF8.GetBytes($"known_hosts\0{fileHost}\0{name}"))[..20];
        return $"{HashMark}{Convert.ToBase64String(salt)}|{Convert.ToBase64String(HashOf(name, salt))}";
    }

    /// <summary>Whether the line is about a name.</summary>
    public bool IsOf(string name)
    {
        if (!IsHashed)
        {
            return Hosts.Split(',').Contains(name, StringComparer.OrdinalIgnoreCase);
        }

        var parts = Hosts[HashMark.Length..].Split('|');
        var salt = new byte[64];
        return parts.Length == 2 && Convert.TryFromBase64String(parts[0], salt, out var length) && Convert.ToBase64String(HashOf(name, salt[..length])) == parts[1];
    }

    /// <summary>Whether both are the same key.</summary>
    public bool IsSameKey(HostKeyLine other) => Type == other.Type && Key == other.Key;

    /// <summary>The line.</summary>
    public override string ToString() => string.Join(' ', new[] { Marker, Hosts, Type, Key, Comment }.Where(part => part.Length > 0));

    // OpenSSH hashes host names with HMAC-SHA1; there is no choice
#pragma warning disable CA5350
    private static byte[] HashOf(string name, byte[] salt) => HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
}
