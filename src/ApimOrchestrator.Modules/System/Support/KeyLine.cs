namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A line of authorized_keys (sshd(8), AUTHORIZED_KEYS FILE FORMAT): options, type, key, comment.</summary>
/// <param name="Options">The options as written; empty for none.</param>
/// <param name="Type">The key's type.</param>
/// <param name="Key">The key in base64.</param>
/// <param name="Comment">The comment; empty for none.</param>
internal sealed record KeyLine(string Options, string Type, string Key, string Comment)
{
    private static readonly string[] Types =
    [
        "ssh-ed25519", "ssh-rsa", "ssh-dss", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    /// <summary>Reads a line; null for one that holds no key.</summary>
    public static KeyLine? Parse(string line)
    {
        line = line.Trim();
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var start = 0;
        if (!Types.Contains(Word(line, 0)))
        {
            start = EndOfOptions(line);
        }

        var options = line[..start].TrimEnd();
        var words = line[start..].Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2 && Types.Contains(words[0]) ? new KeyLine(options, words[0], words[1], words.Length > 2 ? words[2].Trim() : "") : null;
    }

    /// <summary>Whether both are the same key, whatever their options and comments.</summary>
    public bool IsSameKey(KeyLine other) => Type == other.Type && Key == other.Key;

    /// <summary>The line.</summary>
    public override string ToString() => string.Join(' ', new[] { Options, Type, Key, Comment }.Where(part => part.Length > 0));

    private static string Word(string line, int start) => line.IndexOf(' ', start) is >= 0 and var end ? line[start..end] : line[start..];

    /// <summary>Where the first blank outside quotes is.</summary>
    private static int EndOfOptions(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == '"')
            {
                i++;
            }
            else if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[i] is ' ' or '\t' && !isQuoted)
            {
                return i;
            }
        }

        return line.Length;
    }
}
