namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>OpenSSH client options by lower-case name, the first value winning as in ssh_config(5); <c>IdentityFile</c> gathers all.</summary>
public sealed class SshOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _identityFiles = [];

    /// <summary>The private key files named, in order.</summary>
    public IReadOnlyList<string> IdentityFiles => _identityFiles;

    /// <summary>An option's value, or null.</summary>
    /// <param name="name">Its name, for example <c>ProxyJump</c>; letter case does not count.</param>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Adds a value unless the option has one.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">Its value; quotes around it are taken off.</param>
    public void Add(string name, string value)
    {
        value = value.Trim();
        value = value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value;
        if (name.Equals("IdentityFile", StringComparison.OrdinalIgnoreCase))
        {
            _identityFiles.Add(value);
        }
        else
        {
            _values.TryAdd(name, value);
        }
    }

    /// <summary>Reads options in the spelling of ssh's command line: <c>-o Name=Value</c>, <c>-J</c>, <c>-p</c>, <c>-i</c>, <c>-l</c>, <c>-F</c>.</summary>
    /// <param name="arguments">The words as one text; single and double quotes keep blanks together.</param>
    /// <exception cref="FormatException">A word is none of these.</exception>
    public static SshOptions Parse(string arguments)
    {
        var options = new SshOptions();
        var words = Words(arguments);
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (word.Length < 2 || word[0] != '-')
            {
                throw new FormatException($"'{word}' in the ssh arguments is not an option");
            }

            if (word is "-C" or "-q" or "-4" or "-6" or "-A" or "-a" or "-x" or "-T")
            {
                continue;
            }

            var value = word.Length > 2 ? word[2..] : index + 1 < words.Count ? words[++index] : throw new FormatException($"'{word}' in the ssh arguments needs a value");
            options.AddWord(word[1], value);
        }

        return options;
    }

    private void AddWord(char letter, string value)
    {
        switch (letter)
        {
            case 'o':
                var at = value.AsSpan().IndexOfAny('=', ' ');
                Add(at < 0 ? value : value[..at].Trim(), at < 0 ? "yes" : value[(at + 1)..]);
                break;
            case 'J':
                Add("ProxyJump", value);
                break;
            case 'p':
                Add("Port", value);
                break;
            case 'i':
                Add("IdentityFile", value);
                break;
            case 'l':
                Add("User", value);
                break;
            case 'F':
                Add("ConfigFile", value);
                break;
            default:
                throw new FormatException($"'-{letter}' in the ssh arguments is not supported; use -o, -J, -p, -i, -l or -F");
        }
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (quote, isOpen) = ('\0', false);
        foreach (var c in text)
        {
            if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                (quote, isOpen) = (quote == '\0' ? c : '\0', true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Take();
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }

        Take();
        return words;

        void Take()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isOpen = false;
        }
    }
}
