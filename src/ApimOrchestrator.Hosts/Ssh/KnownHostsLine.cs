using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>One entry of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The line's number from 1.</param>
/// <param name="Marker"><c>@revoked</c>, <c>@cert-authority</c> or empty.</param>
/// <param name="Patterns">The host patterns as written.</param>
/// <param name="KeyType">The key's type, for example <c>ssh-ed25519</c>.</param>
/// <param name="Key">The key's bytes.</param>
public sealed record KnownHostsLine(string File, int Number, string Marker, string Patterns, string KeyType, byte[] Key)
{
    /// <summary>Reads a line.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="number">The line's number from 1.</param>
    /// <param name="text">The line.</param>
    /// <returns>Null for a comment, an empty line and a line that is none of the format, which OpenSSH passes over too.</returns>
    public static KnownHostsLine? Parse(string file, int number, string text)
    {
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length == 0 || fields[0][0] == '#')
        {
            return null;
        }

        var marker = fields[0][0] == '@' ? fields[0] : "";
        fields = marker.Length > 0 ? fields[1..] : fields;
        var key = new byte[fields.Length > 2 ? fields[2].Length : 0];
        return fields.Length > 2 && Convert.TryFromBase64String(fields[2], key, out var length)
            ? new KnownHostsLine(file, number, marker, fields[0], fields[1], key[..length])
            : null;
    }

    /// <summary>Whether the line is about a host.</summary>
    /// <param name="name">The host as known_hosts names it: <c>host</c>, or <c>[host]:port</c> off port 22.</param>
    public bool IsAbout(string name)
    {
        if (Patterns.StartsWith("|1|", StringComparison.Ordinal))
        {
            return IsHashOf(name);
        }

        var isAbout = false;
        foreach (var pattern in Patterns.Split(','))
        {
            var isNegated = pattern.StartsWith('!');
            if (FileSystemName.MatchesSimpleExpression((isNegated ? pattern[1..] : pattern).Replace("\\", "\\\\"), name))
            {
                if (isNegated)
                {
                    return false;
                }

                isAbout = true;
            }
        }

        return isAbout;
    }

    /// <summary>Where the line stands, for people.</summary>
    public override string ToString() => $"{File}:{Number}";

    private bool IsHashOf(string name)
    {
        var parts = Patterns.Split('|');
        if (parts.Length != 4)
        {
            return false;
        }

        try
        {
            // OpenSSH hashes host names with HMAC-SHA1; there is no other form.
#pragma warning disable CA5350
            return CryptographicOperations.FixedTimeEquals(HMACSHA1.HashData(Convert.FromBase64String(parts[2]), Encoding.ASCII.GetBytes(name)), Convert.FromBase64String(parts[3]));
#pragma warning restore CA5350
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
